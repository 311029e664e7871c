package io.prompttuner.simulator.report;

import io.prompttuner.policies.PolicySpec;
import io.prompttuner.simulator.experiment.Tally;
import io.prompttuner.simulator.report.plot.BarPlot;
import io.prompttuner.simulator.report.plot.Frame;
import io.prompttuner.simulator.report.plot.Interval;
import io.prompttuner.simulator.report.plot.Palette;
import io.prompttuner.simulator.report.plot.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each tenant's deadlines are missed under each policy, over all scenes that the policies share. */
final class FairnessSection {

    private static final String TITLE = "Violations by tenant";

    /** More tenants cannot be told apart in one picture. */
    private static final int MOST = 12;

    private final Findings findings;
    private final List<Scene> scenes;

    private FairnessSection(Findings findings) {
        this.findings = findings;
        this.scenes = findings.shared(findings.plain());
    }

    static Section of(Findings findings) {
        return new FairnessSection(findings).section();
    }

    private Section section() {
        if (scenes.isEmpty()) {
            return Section.without(TITLE, "no scenario was run with all policies");
        }
        List<String> tenants = tenants();
        if (tenants.size() < 2) {
            return Section.without(TITLE, "there is one tenant only");
        }
        List<String> shown = tenants.subList(0, Math.min(MOST, tenants.size()));
        List<Series> all = findings.plain().stream()
                .map(policy -> new Series(policy.toString(), findings.colour(policy), values(policy, shown)))
                .toList();
        var frame = new Frame(
                "All scenarios together",
                Measure.VIOLATIONS.unit(),
                "tenant",
                Math.min(Measure.VIOLATIONS.most(), Series.highest(all)),
                Frame.WIDE);
        List<LegendEntry> entries = all.stream()
                .map(series -> new LegendEntry(Palette.fill(series.colour()), series.label()))
                .toList();
        String note = tenants.size() <= MOST
                ? ""
                : Blocks.note("The %s of %s tenants with most jobs.".formatted(MOST, tenants.size()));
        return Section.of(
                TITLE,
                note + Blocks.legend(entries) + Blocks.pictures(List.of(BarPlot.of(frame, shown, List.of(), all))));
    }

    /** Those with most jobs first. */
    private List<String> tenants() {
        var jobs = new TreeMap<String, Long>();
        for (Scene scene : scenes) {
            findings.runs(scene)
                    .forEach(run -> run.result()
                            .tenants()
                            .forEach((tenant, tally) -> jobs.merge(tenant, tally.jobs(), Long::sum)));
        }
        return jobs.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<@Nullable Interval> values(PolicySpec policy, List<String> tenants) {
        var values = new ArrayList<@Nullable Interval>();
        for (String tenant : tenants) {
            Map<Long, Tally> bySeed = bySeed(policy, tenant);
            values.add(
                    bySeed.isEmpty()
                            ? null
                            : Blocks.interval(Estimate.of(bySeed.values().stream()
                                    .mapToDouble(Tally::violationPct)
                                    .toArray())));
        }
        return values;
    }

    private Map<Long, Tally> bySeed(PolicySpec policy, String tenant) {
        var bySeed = new TreeMap<Long, Tally>();
        for (Scene scene : scenes) {
            for (Judged run : findings.runs(scene, policy)) {
                @Nullable Tally tally = run.result().tenants().get(tenant);
                if (tally != null) {
                    bySeed.merge(run.result().seed(), tally, Tally::plus);
                }
            }
        }
        return bySeed;
    }
}
