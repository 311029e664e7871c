package io.prompttuner.simulator.fit;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.experiment.Experiment.Progress;
import io.prompttuner.simulator.paper.Comparison;
import io.prompttuner.simulator.paper.Comparison.Line;
import io.prompttuner.simulator.paper.PaperRow;
import io.prompttuner.simulator.paper.PaperTables;
import java.util.List;

/**
 * Fits a calibration to the published figures: turns one knob at a time, keeps what brings the sum of squared residuals down,
 * and halves its steps when nothing does (pattern search, Hooke and Jeeves 1961). The seeds are the same in all trials, so
 * that they differ by what was turned alone. No figure of a policy of ours takes part.
 */
public final class Fit {

    private static final double LARGEST_RESIDUAL =
            5; // beyond this a row counts as given up, and does not bend the rest
    private static final double TURNED = 1e-9;

    private final int seeds;
    private final int threads;
    private final List<PaperRow> rows;

    public Fit(int seeds, int threads) {
        this.seeds = seeds;
        this.threads = threads;
        this.rows = PaperTables.all().stream().filter(PaperRow::fitted).toList();
    }

    /** Is told of each trial. */
    public interface Watcher {
        /**
         * One knob was turned.
         *
         * @param what key and value
         * @param loss of the trial
         * @param best so far
         */
        void tried(String what, double loss, double best);
    }

    /**
     * Goes through all knobs so many times.
     *
     * @param seed the first of the seeds; take others to judge the result
     */
    public Calibration fitted(Calibration start, long seed, int rounds, Watcher watcher) throws InterruptedException {
        Calibration best = start;
        double least = loss(best, seed);
        watcher.tried("as it is", least, least);
        double stride = 1;
        for (int round = 0; round < rounds; round++) {
            double before = least;
            for (Knob knob : Knobs.ALL) {
                for (double direction : new double[] {stride, -stride}) {
                    double value = knob.value(best);
                    double turned = knob.turned(value, direction);
                    if (Math.abs(turned - value) < TURNED) {
                        continue;
                    }
                    Calibration trial = knob.set(best, turned);
                    double loss = loss(trial, seed);
                    boolean better = loss < least;
                    best = better ? trial : best;
                    least = Math.min(loss, least);
                    watcher.tried(knob.keys().get(0) + " " + turned, loss, least);
                    if (better) {
                        break;
                    }
                }
            }
            stride = least < before ? stride : stride / 2;
        }
        return best;
    }

    private double loss(Calibration calibration, long seed) throws InterruptedException {
        double sum = 0;
        for (Line line : new Comparison(calibration, seed, seeds, threads).of(rows, Progress.SILENT)) {
            double residual = Math.min(LARGEST_RESIDUAL, Math.abs(line.residual()));
            sum += residual * residual;
        }
        return sum;
    }
}
