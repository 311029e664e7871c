package io.prompttuner.simulator.report.timeline;

import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.cluster.Occupancy;
import io.prompttuner.simulator.cluster.SimTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells in words what a part of a timeline shows, with the decisions that led to it. */
final class Story {

    /** Of the decisions made while a segment lasts; one can read no more at a glance. */
    private static final int MOST = 3;

    private static final double SECONDS_PER_MINUTE = 60;

    private final Map<String, List<Decision>> decisions = new HashMap<>();
    private final Map<String, NavigableMap<Long, PoolDecision>> pools = new HashMap<>();
    private final Map<String, JobResult> jobs = new HashMap<>();

    Story(Recording recording) {
        recording
                .decisions()
                .forEach(decision -> decisions
                        .computeIfAbsent(decision.planned().job(), job -> new ArrayList<>())
                        .add(decision));
        recording
                .pools()
                .forEach(decision -> pools.computeIfAbsent(decision.planned().baseModel(), model -> new TreeMap<>())
                        .put(decision.atMicros(), decision));
        recording.jobs().forEach(job -> jobs.put(job.job().id(), job));
    }

    String of(Segment segment) {
        Occupancy doing = segment.doing();
        var lines = new ArrayList<String>();
        String where = (doing.gpus().size() == 1 ? "GPU " : "GPUs ")
                + String.join(", ", doing.gpus().stream().map(String::valueOf).toList());
        lines.add("%s %s: %s, %s to %s"
                .formatted(
                        doing.baseModel(),
                        doing.state().name().toLowerCase(Locale.ROOT),
                        where,
                        clock(segment.fromMicros()),
                        clock(segment.toMicros())));
        @Nullable String job = doing.job();
        if (job == null) {
            whyThePool(segment, lines);
        } else {
            @Nullable JobResult result = jobs.get(job);
            lines.add(result == null ? job : of(result));
            whyTheJob(job, segment, lines);
        }
        return String.join("\n", lines);
    }

    String of(JobResult job) {
        return "%s of %s, %s: submitted %s, deadline %s, %s"
                .formatted(
                        job.job().id(),
                        job.job().tenant(),
                        job.job().baseModel(),
                        clock(job.job().submittedMicros()),
                        clock(job.job().deadlineMicros()),
                        outcome(job));
    }

    String of(Decision decision) {
        PlannedAllocation planned = decision.planned();
        String words = "decided at %s: %s → %s, %s"
                .formatted(
                        clock(decision.atMicros()),
                        decision.before(),
                        said(planned.chosen()),
                        planned.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        @Nullable Choice rejected = planned.rejected();
        return rejected == null ? words : words + "\n    rejected: " + said(rejected);
    }

    private static String of(PoolDecision decision) {
        return "pool decided at %s: %s → %s workers, %s"
                .formatted(
                        clock(decision.atMicros()),
                        decision.before(),
                        decision.planned().workers(),
                        decision.planned()
                                .reason()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '));
    }

    private void whyTheJob(String job, Segment segment, List<String> lines) {
        List<Decision> all = decisions.getOrDefault(job, List.of());
        int next = 0;
        while (next < all.size() && all.get(next).atMicros() <= segment.fromMicros()) {
            next++;
        }
        if (next > 0) {
            lines.add(of(all.get(next - 1)));
        }
        int told = 0;
        for (; next < all.size() && all.get(next).atMicros() < segment.toMicros() && told < MOST; next++) {
            lines.add(of(all.get(next)));
            told++;
        }
    }

    private void whyThePool(Segment segment, List<String> lines) {
        Map.@Nullable Entry<Long, PoolDecision> newest = pools.getOrDefault(
                        segment.doing().baseModel(), Collections.emptyNavigableMap())
                .floorEntry(segment.fromMicros());
        if (newest != null) {
            lines.add(of(newest.getValue()));
        }
    }

    private static String said(Choice choice) {
        return String.format(
                Locale.ROOT,
                "%d worker%s, expected %.1f s %s (%s)",
                choice.workers(),
                choice.workers() == 1 ? "" : "s",
                Math.abs(choice.lateness()),
                choice.lateness() > 0 ? "late" : "early",
                choice.note());
    }

    private static String outcome(JobResult job) {
        if (!job.ended()) {
            return "never ended";
        }
        double late = SimTime.seconds(job.endedMicros() - job.job().deadlineMicros());
        return String.format(
                Locale.ROOT,
                "ended %s, %.1f s %s",
                clock(job.endedMicros()),
                Math.abs(late),
                late > 0 ? "late" : "early");
    }

    /** Minutes and seconds. */
    static String clock(long micros) {
        double seconds = Math.round(SimTime.seconds(micros) * 10) / 10.0;
        long minutes = (long) (seconds / SECONDS_PER_MINUTE);
        return String.format(Locale.ROOT, "%d:%04.1f", minutes, seconds - minutes * SECONDS_PER_MINUTE);
    }
}
