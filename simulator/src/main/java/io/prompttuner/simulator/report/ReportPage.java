package io.prompttuner.simulator.report;

import io.prompttuner.simulator.report.GrowthSection.Along;
import io.prompttuner.simulator.report.plot.Markup;
import io.prompttuner.simulator.report.timeline.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An experiment as one page that needs nothing else: plots, one run in detail, all numbers. Same input, same bytes. */
public final class ReportPage {

    private static final String TITLE = "Scheduling policies, simulated";

    private ReportPage() {}

    /**
     * The page, as UTF-8 is to be written.
     *
     * @param runs the first of which names the policy that others are compared to
     * @param recording of one run; null to do without
     * @param origin how to make it again
     */
    public static String of(List<Judged> runs, @Nullable Recording recording, Origin origin) {
        var findings = Findings.of(runs);
        List<Section> sections = List.of(
                GrowthSection.of(findings, Measure.VIOLATIONS, Along.LOAD),
                GrowthSection.of(findings, Measure.COST, Along.LOAD),
                GrowthSection.of(findings, Measure.VIOLATIONS, Along.SLO),
                GrowthSection.of(findings, Measure.COST, Along.SLO),
                PolicySection.comparison(findings),
                PolicySection.ablations(findings),
                FairnessSection.of(findings),
                RunSection.use(recording),
                RunSection.lanes(recording),
                NumbersSection.of(findings));
        var html = new Markup().add("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(html);
        html.open("body").line().element("h1", TITLE).line();
        opening(html, findings, origin);
        sections.stream().filter(section -> !section.body().isEmpty()).forEach(section -> write(html, section));
        leftOut(html, sections);
        html.element("div", "", "id", "tip", "hidden", "hidden");
        html.add("<script>//<![CDATA[\n" + resource("report.js") + "//]]></script>\n");
        return html.close("body").close("html").line().toString();
    }

    private static void head(Markup html) {
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", TITLE).line();
        html.add("<style>\n" + resource("report.css") + "</style>")
                .close("head")
                .line();
    }

    private static void opening(Markup html, Findings findings, Origin origin) {
        String words =
                "Whiskers and ± are 95 %% intervals over seeds. Plots over load and S show each policy once; its other"
                        + " variants are under Ablations. Calibration %s.";
        html.element("p", words.formatted(origin.calibration())).line();
        html.open("pre").element("code", origin.command()).close("pre").line();
        if (findings.scenes().isEmpty()) {
            html.element("p", "No run was made.").line();
        }
    }

    private static void write(Markup html, Section section) {
        html.open("section").element("h2", section.title()).line();
        html.add(section.body()).close("section").line();
    }

    private static void leftOut(Markup html, List<Section> sections) {
        List<String> all =
                sections.stream().flatMap(section -> section.leftOut().stream()).toList();
        if (!all.isEmpty()) {
            html.open("section", "id", "left-out")
                    .element("h2", "Not shown")
                    .open("ul")
                    .line();
            all.forEach(words -> html.element("li", words).line());
            html.close("ul").close("section").line();
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
