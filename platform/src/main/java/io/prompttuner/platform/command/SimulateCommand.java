package io.prompttuner.platform.command;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.policies.Policies;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.experiment.Experiment;
import io.prompttuner.simulator.experiment.Grid;
import io.prompttuner.simulator.experiment.JobsSource;
import io.prompttuner.simulator.experiment.PaperSource;
import io.prompttuner.simulator.experiment.Run;
import io.prompttuner.simulator.experiment.RunResult;
import io.prompttuner.simulator.experiment.TraceSource;
import io.prompttuner.simulator.experiment.Variant;
import io.prompttuner.simulator.experiment.WorkloadSource;
import io.prompttuner.simulator.paper.Comparison;
import io.prompttuner.simulator.paper.ComparisonText;
import io.prompttuner.simulator.report.Judged;
import io.prompttuner.simulator.report.Judging;
import io.prompttuner.simulator.report.Origin;
import io.prompttuner.simulator.report.ReportPage;
import io.prompttuner.simulator.report.ResultsCsv;
import io.prompttuner.simulator.report.SummaryTable;
import io.prompttuner.simulator.report.timeline.Recording;
import io.prompttuner.simulator.report.timeline.Timeline;
import io.prompttuner.simulator.trace.Trace;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs scheduling policies on workloads whose truth is known, and compares them. */
@Command(
        name = "simulate",
        description = {
            "Run the scheduling policies of production on workloads whose truth is known, and compare them by missed"
                    + " deadlines and cost, beside a bound that nobody can beat.",
            "A policy is written NAME or NAME:KEY=VALUE:KEY=VALUE, for instance prompttuner:window=30:bank=off."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Next you may try:",
            "  prompttuner simulate --policies prompttuner,prompttuner:delay=off --loads low,medium,high --out DIR",
            "  prompttuner simulate --trace FILE.csv --out DIR",
            "  prompttuner simulate --paper --out DIR"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final double MOST_SLO = 1_000;
    private static final int MOST_GPUS = 100_000;
    private static final int MOST_JOBS = 10_000_000;

    private final Surroundings surroundings;

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Which policies, by commas; the first is what the others are compared with. Default: all but edf.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--loads",
            split = ",",
            paramLabel = "LOAD",
            defaultValue = "medium",
            description = "low, medium, high, llama, qwen or large: requests of 20 minutes as in the paper. Default:"
                    + " ${DEFAULT-VALUE}.")
    private List<String> loads = new ArrayList<>();

    @Option(
            names = "--jobs",
            split = ",",
            paramLabel = "N",
            description =
                    "Instead of a load: so many jobs, as dense and mixed as the medium load, over as much time as they"
                            + " take.")
    private List<Integer> jobs = new ArrayList<>();

    @Option(
            names = "--slo",
            split = ",",
            paramLabel = "S",
            defaultValue = "1.0",
            description = "A deadline is S times a job's duration after its arrival, and some for overhead. Default:"
                    + " ${DEFAULT-VALUE}.")
    private List<Double> slos = new ArrayList<>();

    @Option(
            names = "--gpus",
            split = ",",
            paramLabel = "N",
            defaultValue = "32",
            description = "GPUs of the cluster. Default: ${DEFAULT-VALUE}.")
    private List<Integer> gpus = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ExperimentOptions options;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private TraceFileOptions trace;

    @Option(
            names = "--paper",
            description =
                    "Run all that the PromptTuner paper (arXiv 2603.05087) evaluates, instead of the above, and set its"
                            + " figures beside ours.")
    private boolean paper;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write results.csv and report.html there. Default: nothing is written.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Calibration calibration = options.calibration();
        var comparison = new Comparison(calibration, options.seed(), options.seeds(), options.threads());
        List<Run> runs = paper ? comparison.runs() : grid(calibration).runs();
        if (out != null) {
            Files.createDirectories(out); // found out before the work, not after it
        }
        var experiment = new Experiment(calibration, options.threads());
        List<RunResult> results = experiment.results(runs, new SimulationProgress(surroundings));
        List<Judged> judged = Judging.of(runs, results, calibration);
        surroundings.out().print(SummaryTable.of(judged));
        surroundings.out().printf("calibration %s%n", calibration.hash());
        if (paper) {
            ComparisonText.of(comparison.lines(results)).forEach(surroundings.out()::println);
        }
        if (out != null) {
            write(out, judged, runs.get(0), calibration);
        }
        return ExitCode.OK;
    }

    private void write(Path directory, List<Judged> judged, Run first, Calibration calibration) throws IOException {
        var timeline = new Timeline();
        Recording recording = timeline.recorded(first.result(calibration, timeline));
        String command = "prompttuner "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        Path csv = directory.resolve("results.csv");
        Path page = directory.resolve("report.html");
        Files.writeString(csv, ResultsCsv.of(judged, calibration.hash()));
        Files.writeString(page, ReportPage.of(judged, recording, new Origin(command, calibration.hash())));
        surroundings.out().printf("written: %s, %s%n", csv, page);
    }

    private Grid grid(Calibration calibration) throws IOException {
        require(slos.stream().allMatch(slo -> slo >= 0 && slo <= MOST_SLO), "--slo: expected from 0 to " + MOST_SLO);
        require(gpus.stream().allMatch(size -> size >= 1 && size <= MOST_GPUS), "--gpus: expected 1 to " + MOST_GPUS);
        return new Grid(sources(calibration), slos, gpus, options.seed(), options.seeds(), variants());
    }

    private List<Variant> variants() {
        List<String> named = policies.isEmpty()
                ? Policies.names().stream().filter(name -> !name.equals("edf")).toList()
                : policies;
        try {
            return named.stream().map(Variant::parse).toList();
        } catch (IllegalArgumentException | InvalidConfigException unknown) {
            throw new ParameterException(spec.commandLine(), "--policies: " + unknown.getMessage());
        }
    }

    private List<WorkloadSource> sources(Calibration calibration) throws IOException {
        List<PaperLoad> papers = loads.stream().map(this::load).toList();
        var generator = new WorkloadGenerator(calibration);
        if (!jobs.isEmpty()) {
            require(jobs.stream().allMatch(count -> count >= 1 && count <= MOST_JOBS), "--jobs: 1 to " + MOST_JOBS);
            return jobs.stream()
                    .<WorkloadSource>map(count -> new JobsSource(count, generator))
                    .toList();
        }
        if (!trace.isGiven()) {
            return papers.stream()
                    .<WorkloadSource>map(load -> new PaperSource(load, generator))
                    .toList();
        }
        Trace read = trace.read(calibration, surroundings.err());
        var importer = trace.importer(calibration);
        importer.workloads(read, WorkloadSpec.of(papers.get(0), slos.get(0), options.seed()))
                .text()
                .forEach(surroundings.err()::println);
        return papers.stream()
                .flatMap(load -> TraceSource.of(read, importer, load).stream())
                .toList();
    }

    private PaperLoad load(String word) {
        return Arrays.stream(PaperLoad.values())
                .filter(load -> load.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--loads: no %s, only %s"
                                .formatted(
                                        word,
                                        Arrays.stream(PaperLoad.values())
                                                .map(PaperLoad::word)
                                                .toList())));
    }

    private void require(boolean valid, String fault) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), fault);
        }
    }
}
