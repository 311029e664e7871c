package io.prompttuner.simulator.report;

import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.experiment.RunResult;
import io.prompttuner.simulator.report.timeline.Lanes;
import io.prompttuner.simulator.report.timeline.Recording;
import io.prompttuner.simulator.report.timeline.UsePlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run in detail: what GPUs did, and why. */
final class RunSection {

    private static final String USE = "GPU use over time";
    private static final String LANES = "Timeline of one run";
    private static final String NONE = "no run was recorded";

    private RunSection() {}

    static Section use(@Nullable Recording recording) {
        if (recording == null || recording.endMicros() == 0) {
            return Section.without(USE, NONE);
        }
        var entries = new ArrayList<LegendEntry>();
        for (GpuState state : UsePlot.STATES) {
            entries.add(new LegendEntry(UsePlot.style(state), word(state)));
        }
        entries.add(new LegendEntry(UsePlot.style(GpuState.COLD), "cold"));
        String note = title(recording.run()) + (UsePlot.averaged(recording) ? " Averages over a thousandth each." : "");
        return Section.of(
                USE, Blocks.note(note) + Blocks.legend(entries) + Blocks.pictures(List.of(UsePlot.of(recording))));
    }

    static Section lanes(@Nullable Recording recording) {
        if (recording == null || recording.endMicros() == 0) {
            return Section.without(LANES, NONE);
        }
        String note = title(recording.run())
                + " One colour is one job's, though colours come again. Point at anything to read what was decided and why. "
                + Lanes.missing(recording);
        List<LegendEntry> entries = List.of(
                new LegendEntry("f0", "runs a job"),
                new LegendEntry("f0 held", "held by a job that waits for more workers"),
                new LegendEntry("idle", "warm, idle"),
                new LegendEntry("loading", "loads a model"),
                new LegendEntry("late", "runs after the job's deadline"));
        return Section.of(
                LANES, Blocks.note(note) + Blocks.legend(entries) + Blocks.pictures(List.of(Lanes.of(recording))));
    }

    private static String title(RunResult run) {
        return String.format(
                Locale.ROOT,
                "%s on %s, seed %d: %d of %d jobs missed their deadline, $ %.2f.",
                run.policy(),
                Scene.of(run),
                run.seed(),
                run.violations(),
                run.jobs(),
                run.costUsd());
    }

    private static String word(GpuState state) {
        return switch (state) {
            case COLD -> "cold";
            case LOADING -> "loading";
            case IDLE -> "warm, idle";
            case WAITING -> "held by a job that waits for more workers";
            case RUNNING -> "running a job";
        };
    }
}
