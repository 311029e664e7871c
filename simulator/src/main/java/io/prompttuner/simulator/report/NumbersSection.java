package io.prompttuner.simulator.report;

import io.prompttuner.simulator.report.plot.Markup;
import java.util.List;

/** All numbers of the plots, as a table for each scene. */
final class NumbersSection {

    private NumbersSection() {}

    static Section of(Findings findings) {
        if (findings.scenes().isEmpty()) {
            return Section.without("All numbers", "there are no runs");
        }
        var html = new Markup();
        html.element(
                "p",
                "Jobs and unfinished jobs are those of all seeds together. Intervals are for 95 % over seeds"
                        + " (Student's t). Differences are to the first policy of each table, paired by seed.",
                "class",
                "note");
        findings.scenes().forEach(scene -> table(html.line(), SceneTable.of(findings, scene)));
        return Section.of("All numbers", html.line().toString());
    }

    private static void table(Markup html, SceneTable table) {
        html.open("table").element("caption", table.title());
        row(html.open("thead"), "th", SceneTable.COLUMNS);
        html.close("thead").open("tbody");
        table.rows().forEach(row -> row(html, "td", row.cells()));
        html.close("tbody").open("tfoot");
        String all = String.valueOf(SceneTable.COLUMNS.size());
        table.bounds()
                .forEach(bound ->
                        html.open("tr").element("td", bound, "colspan", all).close("tr"));
        html.close("tfoot").close("table");
    }

    private static void row(Markup html, String cell, List<String> texts) {
        html.line().open("tr");
        texts.forEach(text -> html.element(cell, text));
        html.close("tr");
    }
}
