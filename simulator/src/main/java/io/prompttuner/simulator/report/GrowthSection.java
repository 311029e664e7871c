package io.prompttuner.simulator.report;

import io.prompttuner.policies.PolicySpec;
import io.prompttuner.simulator.report.plot.BarPlot;
import io.prompttuner.simulator.report.plot.Frame;
import io.prompttuner.simulator.report.plot.Interval;
import io.prompttuner.simulator.report.plot.LinePlot;
import io.prompttuner.simulator.report.plot.LinePlot.Place;
import io.prompttuner.simulator.report.plot.Palette;
import io.prompttuner.simulator.report.plot.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A measure of all policies as something grows: the load, or S. One plot for each other circumstance. */
final class GrowthSection {

    private final Findings findings;
    private final Measure measure;
    private final Along along;

    private GrowthSection(Findings findings, Measure measure, Along along) {
        this.findings = findings;
        this.measure = measure;
        this.along = along;
    }

    /** What grows. */
    enum Along {
        LOAD("load"),
        SLO("S");

        private final String word;

        Along(String word) {
            this.word = word;
        }

        /** What must be the same within one plot. */
        private Scene rest(Scene scene) {
            return this == LOAD
                    ? new Scene(scene.workload(), "", scene.slo(), scene.gpus())
                    : new Scene(scene.workload(), scene.load(), 0, scene.gpus());
        }
    }

    static Section of(Findings findings, Measure measure, Along along) {
        return new GrowthSection(findings, measure, along).section();
    }

    private Section section() {
        String title = measure.title() + " by " + along.word;
        List<List<Scene>> groups = findings.scenesBy(along::rest).values().stream()
                .filter(scenes -> scenes.size() > 1)
                .toList();
        if (groups.isEmpty()) {
            return Section.without(title, "no two runs differ in %s alone".formatted(along.word));
        }
        double high = groups.stream()
                .mapToDouble(scenes -> Series.highest(series(scenes)))
                .max()
                .orElse(0);
        var entries = new ArrayList<LegendEntry>();
        findings.plain()
                .forEach(policy ->
                        entries.add(new LegendEntry(Palette.fill(findings.colour(policy)), policy.toString())));
        entries.add(new LegendEntry("bound", "bound, which no policy can be below"));
        List<String> pictures =
                groups.stream().map(scenes -> picture(scenes, high)).toList();
        return Section.of(title, Blocks.legend(entries) + Blocks.pictures(pictures));
    }

    private String picture(List<Scene> unordered, double high) {
        List<Scene> scenes = along == Along.LOAD
                ? unordered
                : unordered.stream()
                        .sorted(Comparator.comparingDouble(Scene::slo))
                        .toList();
        var frame = new Frame(
                title(scenes.get(0)), measure.unit(), along.word, Math.min(measure.most(), high), Frame.NARROW);
        List<Series> all = series(scenes);
        List<Double> floors = scenes.stream()
                .map(scene -> measure.floor().apply(Floor.of(findings.runs(scene))))
                .toList();
        if (along == Along.LOAD) {
            return BarPlot.of(frame, scenes.stream().map(Scene::load).toList(), floors, all);
        }
        List<Place> places = scenes.stream()
                .map(scene -> new Place(scene.slo(), scene.sloText()))
                .toList();
        return LinePlot.of(frame, places, floors, all);
    }

    /** What is the same in all of one plot; the workload only where there are several. */
    private String title(Scene scene) {
        String fixed = along == Along.LOAD ? "S " + scene.sloText() : scene.load() + " load";
        boolean several = findings.scenesBy(Scene::workload).size() > 1;
        return "%s%s, %s GPUs".formatted(several ? scene.workload() + ", " : "", fixed, scene.gpus());
    }

    private List<Series> series(List<Scene> scenes) {
        return findings.plain().stream()
                .map(policy -> new Series(policy.toString(), findings.colour(policy), values(scenes, policy)))
                .toList();
    }

    private List<@Nullable Interval> values(List<Scene> scenes, PolicySpec policy) {
        var values = new ArrayList<@Nullable Interval>();
        for (Scene scene : scenes) {
            @Nullable Sample sample = findings.sample(scene, policy);
            values.add(
                    sample == null ? null : Blocks.interval(measure.estimate().apply(sample)));
        }
        return values;
    }
}
