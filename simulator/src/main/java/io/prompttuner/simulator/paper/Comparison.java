package io.prompttuner.simulator.paper;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.experiment.Experiment;
import io.prompttuner.simulator.experiment.Experiment.Progress;
import io.prompttuner.simulator.experiment.PaperSource;
import io.prompttuner.simulator.experiment.Run;
import io.prompttuner.simulator.experiment.RunResult;
import io.prompttuner.simulator.experiment.Scenario;
import io.prompttuner.simulator.experiment.Variant;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs what the paper's figures are from, and sets ours beside them.
 *
 * @param calibration that all runs are made with
 * @param firstSeed of the seeds, which follow on one another
 * @param seeds how many
 * @param threads on which to run
 */
public record Comparison(Calibration calibration, long firstSeed, int seeds, int threads) {

    /**
     * One published figure and ours.
     *
     * @param row what was published
     * @param ours the same of our runs
     */
    public record Line(PaperRow row, double ours) {

        /** How far apart they are; see {@link PaperRow#residual}. */
        public double residual() {
            return row.residual(ours);
        }
    }

    /** The lines of some rows; each of their cells is run once a seed, whatever number of rows it stands in. */
    public List<Line> of(List<PaperRow> rows, Progress progress) throws InterruptedException {
        Set<Probe> cells = new LinkedHashSet<>();
        rows.forEach(row -> cells.addAll(row.cells()));
        List<Probe> ordered = List.copyOf(cells);
        List<RunResult> results = new Experiment(calibration, threads).results(runs(ordered), progress);
        return lines(rows, ordered, results);
    }

    /** The runs of the whole comparison, those of one scenario together. */
    public List<Run> runs() {
        return runs(PaperTables.cells());
    }

    /** All lines, of the results of {@link #runs()}. */
    public List<Line> lines(List<RunResult> results) {
        return lines(PaperTables.all(), PaperTables.cells(), results);
    }

    private List<Line> lines(List<PaperRow> rows, List<Probe> cells, List<RunResult> results) {
        Map<Probe, Mean> means = new LinkedHashMap<>();
        int from = 0;
        for (Probe cell : cells) {
            means.put(cell, Mean.of(results.subList(from, from + seeds)));
            from += seeds;
        }
        return rows.stream().map(row -> new Line(row, row.ours(means))).toList();
    }

    private List<Run> runs(List<Probe> cells) {
        return cells.stream().flatMap(cell -> runs(cell).stream()).toList();
    }

    private List<Run> runs(Probe cell) {
        var source = new PaperSource(cell.load(), new WorkloadGenerator(calibration));
        Variant variant = Variant.parse(cell.policy());
        List<Run> runs = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            runs.add(new Run(new Scenario(source, cell.slo(), cell.gpus(), seed), variant));
        }
        return runs;
    }
}
