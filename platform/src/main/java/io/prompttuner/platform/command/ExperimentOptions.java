package io.prompttuner.platform.command;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands around the simulator are told alike. */
final class ExperimentOptions {

    private static final int MOST_SEEDS = 10_000;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Workloads drawn for each setting; all policies get the same. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first of the seeds, which follow on one another. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "Entries that differ from the calibration that is built in.")
    private @Nullable Path calibration;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    int seeds() {
        require(seeds >= 1 && seeds <= MOST_SEEDS, "--seeds: expected from 1 to " + MOST_SEEDS);
        return seeds;
    }

    long seed() {
        return seed;
    }

    int threads() {
        require(threads >= 1, "--threads: expected at least 1");
        return threads;
    }

    Calibration calibration() throws IOException {
        if (calibration == null) {
            return CalibrationFile.bundled();
        }
        try {
            return CalibrationFile.read(calibration);
        } catch (NoSuchFileException missing) {
            throw new ParameterException(spec.commandLine(), "--calibration: no such file: " + calibration);
        } catch (InvalidConfigException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "%s: %s".formatted(calibration, wrong.getMessage()));
        }
    }

    private void require(boolean valid, String fault) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), fault);
        }
    }
}
