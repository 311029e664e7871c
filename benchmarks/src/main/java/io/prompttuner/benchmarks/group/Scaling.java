package io.prompttuner.benchmarks.group;

import io.prompttuner.benchmarks.group.BenchWorker.Step;
import io.prompttuner.trainer.djl.TorchLanguageModel;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Steps a second of one and of two workers, over networks with a delay each way. */
final class Scaling {

    private static final int PROMPT_TOKENS = 16;
    private static final int WARM_UP = 20;
    private static final List<Case> CASES =
            List.of(new Case(1, 0), new Case(2, 0), new Case(2, 200_000), new Case(2, 2_000_000));

    private final GroupOptions options;
    private int groups;

    /** So many workers, with a delay of each message in nanoseconds. */
    private record Case(int workers, long delay) {}

    /** What a run has found. */
    private record Found(double stepsPerSecond, double bytesPerStep) {}

    Scaling(GroupOptions options) {
        this.options = options;
    }

    List<String> table() throws IOException, InterruptedException {
        Map<Case, List<Found>> found = new LinkedHashMap<>();
        CASES.forEach(each -> found.put(each, new ArrayList<>()));
        ModelDirectory files = ModelDirectory.open(options.model());
        try (TorchLanguageModel first = TorchLanguageModel.load(files, Devices.CPU);
                TorchLanguageModel second = TorchLanguageModel.load(files, Devices.CPU);
                var one = new BenchWorker(first, Work.of(first, PROMPT_TOKENS));
                var two = new BenchWorker(second, Work.of(second, PROMPT_TOKENS))) {
            for (int run = 0; run < options.runs(); run++) {
                for (Map.Entry<Case, List<Found>> each : found.entrySet()) {
                    Case now = each.getKey();
                    each.getValue().add(measure(now, List.of(one, two).subList(0, now.workers())));
                }
            }
        }
        return lines(found);
    }

    private Found measure(Case each, List<BenchWorker> workers) throws InterruptedException {
        String group = "scaling-" + ++groups;
        var members = new ArrayList<BenchWorker.Membership>();
        for (BenchWorker worker : workers) {
            members.add(worker.enter(group, "m" + members.size(), false, each.delay()));
        }
        var roster =
                new Roster(1, members.stream().map(BenchWorker.Membership::seat).toList());
        members.forEach(member -> member.appointed(roster));
        Step from = members.get(0).skip(WARM_UP);
        Step to = members.get(0).skip(options.steps());
        for (BenchWorker.Membership member : members) {
            member.end(false);
        }
        return new Found(
                options.steps() * 1e9 / (to.at() - from.at()),
                (double) (to.bytesSent() - from.bytesSent()) / options.steps());
    }

    private List<String> lines(Map<Case, List<Found>> found) {
        double one = median(found.values().iterator().next());
        var lines = new ArrayList<>(List.of(
                "",
                "Steps a second, %d steps, %d runs in turn: median (least to most)"
                        .formatted(options.steps(), options.runs()),
                "%7s %10s %26s %14s %24s"
                        .formatted("workers", "delay ms", "steps/s", "of ideal", "bytes/step and worker")));
        found.forEach((each, runs) -> lines.add(String.format(
                Locale.ROOT,
                "%7d %10.1f %26s %12.0f %% %24.0f",
                each.workers(),
                each.delay() / 1e6,
                spread(runs),
                100 * median(runs) / (each.workers() * one),
                runs.get(0).bytesPerStep())));
        return lines;
    }

    private static String spread(List<Found> runs) {
        List<Double> sorted = sorted(runs);
        return String.format(
                Locale.ROOT, "%.1f (%.1f to %.1f)", median(runs), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double median(List<Found> runs) {
        return sorted(runs).get(runs.size() / 2);
    }

    private static List<Double> sorted(List<Found> runs) {
        return runs.stream().map(Found::stepsPerSecond).sorted().toList();
    }
}
