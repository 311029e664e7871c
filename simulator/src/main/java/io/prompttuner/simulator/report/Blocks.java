package io.prompttuner.simulator.report;

import io.prompttuner.simulator.report.plot.Interval;
import io.prompttuner.simulator.report.plot.Markup;
import io.prompttuner.simulator.report.plot.Palette;
import java.util.List;

/** What sections are built of. */
final class Blocks {

    private Blocks() {}

    static String legend(List<LegendEntry> entries) {
        var html = new Markup().open("ul", "class", "legend");
        entries.forEach(entry -> html.open("li")
                .add(Palette.swatch(entry.style()))
                .text(" " + entry.label())
                .close("li"));
        return html.close("ul").line().toString();
    }

    static String note(String words) {
        return new Markup().element("p", words, "class", "note").line().toString();
    }

    /** Pictures beside one another as far as there is room. */
    static String pictures(List<String> svgs) {
        var html = new Markup().open("div", "class", "plots").line();
        svgs.forEach(svg -> html.add(svg).line());
        return html.close("div").line().toString();
    }

    static Interval interval(Estimate estimate) {
        return new Interval(estimate.mean(), estimate.half());
    }
}
