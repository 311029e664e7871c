package io.prompttuner.benchmarks.scale;

import io.prompttuner.policies.Policies;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.experiment.JobsSource;
import io.prompttuner.simulator.experiment.Run;
import io.prompttuner.simulator.experiment.Scenario;
import io.prompttuner.simulator.experiment.Variant;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures on the command line how the judge's time grows: {@code MOST FILE.svg}, where MOST is the largest number of jobs,
 * a power of ten. Every policy is run once for each power of ten from 1,000 on, on one thread, after a run that does not
 * count.
 */
public final class ScaleMain {

    private static final Logger LOG = LoggerFactory.getLogger(ScaleMain.class);
    private static final Logger FIGURES = LoggerFactory.getLogger("figures");
    private static final List<String> SIZES = List.of("1000", "10000", "100000", "1000000");
    private static final int LEAST = 1_000;
    private static final int GPUS = 32;
    private static final double NANOS = 1e9;

    private ScaleMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !SIZES.contains(arguments[0])) {
            LOG.error("usage: MOST FILE.svg, with MOST a power of ten from 1000 to 1000000");
            System.exit(2);
            return;
        }
        List<Integer> sizes = IntStream.iterate(
                        LEAST, size -> size <= Integer.parseInt(arguments[0]), size -> size * 10)
                .boxed()
                .toList();
        Calibration calibration = CalibrationFile.bundled();
        var all = new ArrayList<Growth>();
        for (String policy : Policies.names()) {
            Growth growth = measured(policy, sizes, calibration);
            FIGURES.info(growth.row());
            all.add(growth);
        }
        Files.writeString(Path.of(arguments[1]), GrowthPlot.of(all));
    }

    private static Growth measured(String policy, List<Integer> sizes, Calibration calibration) {
        seconds(policy, LEAST, calibration);
        List<Double> seconds =
                sizes.stream().map(size -> seconds(policy, size, calibration)).toList();
        return new Growth(policy, sizes, seconds);
    }

    private static double seconds(String policy, int jobs, Calibration calibration) {
        var source = new JobsSource(jobs, new WorkloadGenerator(calibration));
        var run = new Run(new Scenario(source, 1, GPUS, 1), Variant.parse(policy));
        long begun = System.nanoTime();
        int ended = run.result(calibration).jobs();
        double seconds = (System.nanoTime() - begun) / NANOS;
        if (ended != jobs) {
            throw new IllegalStateException("%s: %d of %d jobs".formatted(policy, ended, jobs));
        }
        return seconds;
    }
}
