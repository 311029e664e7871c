package io.prompttuner.platform.command;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.fit.Fit;
import io.prompttuner.simulator.paper.Comparison;
import io.prompttuner.simulator.paper.ComparisonText;
import io.prompttuner.simulator.paper.PaperTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits what the paper does not give to what it published, and sets the two side by side. */
@Command(
        name = "calibrate",
        description = {
            "Fit what the PromptTuner paper (arXiv 2603.05087) leaves open (loading times, durations and the like) to the"
                    + " figures that it published of its own system and its two baselines, and print row by row how far"
                    + " ours are from them.",
            "No figure of any other policy takes part in the fit."
        },
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {

    /** Rows are judged on other seeds than they were fitted on. */
    private static final long FRESH = 1_000_000;

    private final Surroundings surroundings;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ExperimentOptions options;

    @Option(names = "--check", description = "Fit nothing: print the rows for the calibration as it is.")
    private boolean check;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "4",
            description = "How often each entry is turned. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--fit-seeds",
            paramLabel = "N",
            defaultValue = "6",
            description = "Workloads drawn for each trial; the rows are printed for --seeds others. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int fitSeeds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the fitted calibration there, with its comments.")
    private @Nullable Path out;

    CalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Calibration calibration = check ? options.calibration() : fitted(options.calibration());
        if (out != null) {
            Files.writeString(out, CalibrationFile.text(calibration));
        }
        var comparison = new Comparison(calibration, options.seed() + FRESH, options.seeds(), options.threads());
        List<String> rows = ComparisonText.of(comparison.of(PaperTables.all(), new SimulationProgress(surroundings)));
        rows.forEach(surroundings.out()::println);
        surroundings.out().printf("calibration %s%n", calibration.hash());
        return ExitCode.OK;
    }

    private Calibration fitted(Calibration start) throws InterruptedException {
        return new Fit(fitSeeds, options.threads())
                .fitted(
                        start,
                        options.seed(),
                        rounds,
                        (what, loss, best) ->
                                surroundings.err().printf(Locale.ROOT, "%-60s %8.1f, best %8.1f%n", what, loss, best));
    }
}
