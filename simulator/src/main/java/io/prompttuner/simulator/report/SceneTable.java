package io.prompttuner.simulator.report;

import io.prompttuner.policies.PolicySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All numbers of one scene as text.
 *
 * @param title what was run
 * @param rows one for each policy, in order
 * @param bounds what nobody could do better, and how far the best policies are from it
 */
record SceneTable(String title, List<Row> rows, List<String> bounds) {

    /** What the columns of a row are. */
    static final List<String> COLUMNS =
            List.of("policy", "jobs", "violations %", "cost $", "Δ violations, points", "Δ cost, %", "unfinished");

    /** One policy; the differences are empty for the first, to which the others are compared. */
    record Row(
            String policy,
            String jobs,
            String violations,
            String cost,
            String violationsAbove,
            String costAbove,
            String unfinished) {

        List<String> cells() {
            return List.of(policy, jobs, violations, cost, violationsAbove, costAbove, unfinished);
        }
    }

    private record Best(PolicySpec policy, Sample sample) {}

    static SceneTable of(Findings findings, Scene scene) {
        var rows = new ArrayList<Row>();
        var all = new ArrayList<Best>();
        @Nullable Sample first = null;
        for (PolicySpec policy : findings.policies()) {
            List<Judged> runs = findings.runs(scene, policy);
            if (!runs.isEmpty()) {
                var sample = Sample.of(runs);
                all.add(new Best(policy, sample));
                rows.add(row(policy, runs, sample, first));
                first = first == null ? sample : first;
            }
        }
        String seeds = findings.runs(scene).stream()
                .map(run -> run.result().seed())
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return new SceneTable("%s, seeds %s".formatted(scene, shortened(seeds)), rows, bounds(findings, scene, all));
    }

    private static Row row(PolicySpec policy, List<Judged> runs, Sample sample, @Nullable Sample first) {
        long unfinished =
                runs.stream().mapToLong(run -> run.result().unfinished()).sum();
        return new Row(
                policy.toString(),
                String.valueOf(Sample.jobs(runs).jobs()),
                NumberText.of(sample.violations()),
                NumberText.of(sample.cost()),
                first == null ? "" : NumberText.signed(sample.violationsAbove(first)),
                first == null ? "" : NumberText.signed(sample.costAbove(first)),
                unfinished == 0 ? "" : String.valueOf(unfinished));
    }

    private static List<String> bounds(Findings findings, Scene scene, List<Best> all) {
        Floor floor = Floor.of(findings.runs(scene));
        Best timely = all.stream()
                .min(Comparator.comparingDouble(
                        (Best best) -> best.sample().violations().mean()))
                .orElseThrow();
        Best cheap = all.stream()
                .min(Comparator.comparingDouble(
                        (Best best) -> best.sample().cost().mean()))
                .orElseThrow();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "bound on violations: %.2f %%; the best is %s, %.2f points above",
                        floor.violationPct(),
                        timely.policy(),
                        timely.sample().violations().mean() - floor.violationPct()),
                String.format(
                        Locale.ROOT,
                        "bound on cost: $ %.2f; the best is %s, $ %.2f above",
                        floor.costUsd(),
                        cheap.policy(),
                        cheap.sample().cost().mean() - floor.costUsd()));
    }

    private static String shortened(String seeds) {
        String[] all = seeds.split(" ", -1);
        return all.length <= 3
                ? String.join(", ", all)
                : "%s to %s (%s)".formatted(all[0], all[all.length - 1], all.length);
    }
}
