package io.prompttuner.platform.command;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.trace.InvalidTraceException;
import io.prompttuner.simulator.trace.Trace;
import io.prompttuner.simulator.trace.TraceImporter;
import io.prompttuner.simulator.trace.TraceOptions;
import io.prompttuner.simulator.trace.TraceReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A recorded trace to take jobs from, and how. */
final class TraceFileOptions {

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Take jobs from a CSV file with a header: submit_seconds or arrival_seconds, and if there are any,"
                            + " gpus, duration_seconds, deadline_seconds (from submission), model, tenant, job_id. What it lacks is"
                            + " drawn as for the generated workload. Each window of 20 minutes is run on its own, thinned to the"
                            + " requests of the load.")
    private @Nullable Path trace;

    @Option(names = "--whole", description = "Run the trace in one piece, every row as it is recorded.")
    private boolean whole;

    @Option(names = "--no-thinning", description = "Keep every row of a window.")
    private boolean unthinned;

    @Option(names = "--draw-models", description = "Draw models by the load's counts although the trace has some.")
    private boolean drawModels;

    @Option(names = "--draw-deadlines", description = "Make deadlines by S although the trace has some.")
    private boolean drawDeadlines;

    boolean isGiven() {
        return trace != null;
    }

    /** Reads the file, and says to the writer what became of its lines. */
    Trace read(Calibration calibration, PrintWriter log) throws IOException {
        Path file = Objects.requireNonNull(trace);
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Trace read = new TraceReader(options(), calibration.models().keySet()).read(name, in);
            read.report().text().forEach(line -> log.println(file + ": " + line));
            return read;
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(ExitCode.USAGE, "--trace: no such file: " + file);
        } catch (InvalidTraceException invalid) {
            throw new CommandFailure(ExitCode.USAGE, "--trace: " + invalid.getMessage());
        }
    }

    TraceImporter importer(Calibration calibration) {
        return new TraceImporter(calibration, options());
    }

    private TraceOptions options() {
        TraceOptions options = whole ? TraceOptions.asRecorded() : TraceOptions.standard();
        return options.withThinned(!whole && !unthinned)
                .withOwnModels(!drawModels)
                .withOwnDeadlines(!drawDeadlines);
    }
}
