package io.prompttuner.simulator.report;

import io.prompttuner.policies.PolicySpec;
import io.prompttuner.simulator.report.plot.RowPlot;
import io.prompttuner.simulator.report.plot.RowPlot.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Policies beside one another over all scenes that they share: all names, or all variants of one. */
final class PolicySection {

    private static final String ALL = "Policies compared";
    private static final String ABLATIONS = "Ablations";

    private final Findings findings;
    private final List<PolicySpec> policies;
    private final List<Scene> scenes;
    private final Function<PolicySpec, String> label;

    private PolicySection(Findings findings, List<PolicySpec> policies, Function<PolicySpec, String> label) {
        this.findings = findings;
        this.policies = policies;
        this.label = label;
        this.scenes = findings.shared(policies);
    }

    static Section comparison(Findings findings) {
        List<PolicySpec> plain = findings.plain();
        var section = new PolicySection(findings, plain, PolicySpec::toString);
        if (plain.size() < 2) {
            return Section.without(ALL, "there is one policy only");
        }
        return section.scenes.isEmpty()
                ? Section.without(ALL, "no scenario was run with all of them")
                : Section.of(ALL, section.body());
    }

    /** Of every name that has several variants. */
    static Section ablations(Findings findings) {
        var body = new StringBuilder();
        var leftOut = new ArrayList<String>();
        for (List<PolicySpec> family : findings.families().values()) {
            if (family.size() > 1) {
                var section = new PolicySection(findings, family, PolicySection::switches);
                if (section.scenes.isEmpty()) {
                    leftOut.add("%s of %s: no scenario was run with all variants"
                            .formatted(ABLATIONS, family.get(0).name()));
                } else {
                    body.append(section.body());
                }
            }
        }
        if (body.isEmpty() && leftOut.isEmpty()) {
            leftOut.add(ABLATIONS + ": no policy was run with and without switches");
        }
        return new Section(ABLATIONS, body.toString(), leftOut);
    }

    private String body() {
        PolicySpec first = policies.get(0);
        String note =
                "Averages over %s scenario%s that all of these were run on; differences are to %s, paired by seed."
                        .formatted(scenes.size(), scenes.size() == 1 ? "" : "s", first);
        Sample reference = sample(first);
        List<PolicySpec> others = policies.subList(1, policies.size());
        return Blocks.note(note)
                + Blocks.pictures(List.of(
                        absolute(Measure.VIOLATIONS),
                        absolute(Measure.COST),
                        difference(
                                "Violations against " + first,
                                "difference (points)",
                                rows(others, sample -> sample.violationsAbove(reference))),
                        difference(
                                "Cost against " + first,
                                "difference (%)",
                                rows(others, sample -> sample.costAbove(reference)))));
    }

    private String absolute(Measure measure) {
        return RowPlot.of(measure.title(), measure.unit(), false, measure.most(), rows(policies, measure.estimate()));
    }

    private static String difference(String title, String unit, List<Row> rows) {
        return RowPlot.of(title, unit, true, Double.MAX_VALUE, rows);
    }

    private List<Row> rows(List<PolicySpec> shown, Function<Sample, Estimate> estimate) {
        return shown.stream()
                .map(policy -> new Row(
                        label.apply(policy), findings.colour(policy), Blocks.interval(estimate.apply(sample(policy)))))
                .toList();
    }

    /** Among variants of one name, only switches tell. */
    private static String switches(PolicySpec policy) {
        return policy.switches().isEmpty() ? policy.name() : policy.switchesText();
    }

    private Sample sample(PolicySpec policy) {
        return findings.mean(scenes, policy);
    }
}
