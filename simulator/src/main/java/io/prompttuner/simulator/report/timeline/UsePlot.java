package io.prompttuner.simulator.report.timeline;

import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.cluster.SimTime;
import io.prompttuner.simulator.report.plot.StackPlot;
import io.prompttuner.simulator.report.plot.StackPlot.Layer;
import java.util.Arrays;
import java.util.List;

/** Draws how many GPUs did what over time. */
public final class UsePlot {

    /** What is drawn, from the bottom up; GPUs without a model are the empty part above. */
    public static final List<GpuState> STATES =
            List.of(GpuState.RUNNING, GpuState.WAITING, GpuState.IDLE, GpuState.LOADING);

    /** More changes than this cannot be seen, and are averaged. */
    static final int MOST_CHANGES = 4_000;

    private static final int BINS = 1_000;
    private static final double SECONDS_PER_MINUTE = 60;

    private UsePlot() {}

    public static String of(Recording recording) {
        List<Usage> usage = recording.usage();
        boolean all = usage.size() <= MOST_CHANGES;
        double[] times = all
                ? usage.stream().mapToDouble(use -> minutes(use.atMicros())).toArray()
                : starts(minutes(recording.endMicros()));
        List<Layer> layers = STATES.stream()
                .map(state -> new Layer(style(state), all ? exact(usage, state) : means(recording, state)))
                .toList();
        var frame = new StackPlot.Frame(
                "How many GPUs did what over time",
                "GPUs",
                "time (minutes)",
                recording.run().gpus(),
                minutes(recording.endMicros()));
        return StackPlot.of(frame, times, layers);
    }

    /** Class of the style sheet. */
    public static String style(GpuState state) {
        return switch (state) {
            case COLD -> "lane";
            case LOADING -> "use-loading";
            case IDLE -> "use-idle";
            case WAITING -> "use-waiting";
            case RUNNING -> "use-running";
        };
    }

    /** Whether the picture shows averages and not every change. */
    public static boolean averaged(Recording recording) {
        return recording.usage().size() > MOST_CHANGES;
    }

    private static List<Double> exact(List<Usage> usage, GpuState state) {
        return usage.stream().map(use -> (double) use.count(state)).toList();
    }

    private static double[] starts(double end) {
        double[] starts = new double[BINS];
        Arrays.setAll(starts, bin -> end * bin / BINS);
        return starts;
    }

    /** Averages over time, bin by bin. */
    static List<Double> means(Recording recording, GpuState state) {
        double wide = recording.endMicros() / (double) BINS;
        double[] means = new double[BINS];
        List<Usage> usage = recording.usage();
        for (int i = 0; i < usage.size(); i++) {
            double from = usage.get(i).atMicros();
            double to = i + 1 < usage.size() ? usage.get(i + 1).atMicros() : recording.endMicros();
            int count = usage.get(i).count(state);
            for (int bin = (int) (from / wide); bin < BINS && bin * wide < to; bin++) {
                double within = Math.min(to, (bin + 1) * wide) - Math.max(from, bin * wide);
                means[bin] += count * Math.max(0, within) / wide;
            }
        }
        return Arrays.stream(means).boxed().toList();
    }

    private static double minutes(long micros) {
        return SimTime.seconds(micros) / SECONDS_PER_MINUTE;
    }
}
