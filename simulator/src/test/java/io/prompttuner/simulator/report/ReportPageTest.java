package io.prompttuner.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.cluster.Occupancy;
import io.prompttuner.simulator.report.timeline.Recording;
import io.prompttuner.simulator.report.timeline.Timeline;
import io.prompttuner.simulator.workload.SimJob;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {

    private static final String HOSTILE = "</text><script>alert('x')</script>\"&\u0000\ud800 http:";
    private static final Origin ORIGIN = new Origin("./prompttuner simulate --out '<here>'", "0123456789ab");

    @Test
    void isWellFormedAndNeedsNothingElse() throws Exception {
        String page = page("acme", "umbrella");

        Document parsed = parsed(page);

        assertThat(parsed.getElementsByTagName("svg").getLength()).isGreaterThan(10);
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "src=", "href=", "@import", "//cdn");
        assertThat(page).doesNotContain("NaN", "Infinity");
    }

    @Test
    void sameInputGivesSameBytesWhateverTheLanguage() {
        String page = page("acme", "umbrella");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(page("acme", "umbrella")).isEqualTo(page);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hostileNamesAreTextAndNothingElse() throws Exception {
        Document parsed = parsed(page("acme", HOSTILE));

        assertThat(parsed.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(texts(parsed, "text")).anyMatch(text -> text.startsWith("</text><script>"));
        assertThat(texts(parsed, "code")).containsExactly(ORIGIN.command());
    }

    @Test
    void everythingThatThereAreDataForIsShown() throws Exception {
        Document parsed = parsed(page("acme", "umbrella"));

        assertThat(texts(parsed, "h2"))
                .containsExactly(
                        "Violations by load",
                        "Cost by load",
                        "Violations by S",
                        "Cost by S",
                        "Policies compared",
                        "Ablations",
                        "Violations by tenant",
                        "GPU use over time",
                        "Timeline of one run",
                        "All numbers");
        assertThat(texts(parsed, "p")).anyMatch(text -> text.contains("Calibration 0123456789ab"));
    }

    @Test
    void aPlotWithoutDataIsLeftOutAndThePageSaysWhy() throws Exception {
        List<Judged> runs = new Outcomes().tenants("acme").run("fifo", 1, 1, 10).all();

        Document parsed = parsed(ReportPage.of(runs, null, ORIGIN));

        assertThat(texts(parsed, "h2")).containsExactly("All numbers", "Not shown");
        assertThat(texts(parsed, "li"))
                .containsExactly(
                        "Violations by load: no two runs differ in load alone",
                        "Cost by load: no two runs differ in load alone",
                        "Violations by S: no two runs differ in S alone",
                        "Cost by S: no two runs differ in S alone",
                        "Policies compared: there is one policy only",
                        "Ablations: no policy was run with and without switches",
                        "Violations by tenant: there is one tenant only",
                        "GPU use over time: no run was recorded",
                        "Timeline of one run: no run was recorded");
    }

    @Test
    void aPageOfNothingIsAPage() throws Exception {
        Document parsed = parsed(ReportPage.of(List.of(), null, ORIGIN));

        assertThat(texts(parsed, "p")).contains("No run was made.");
    }

    @Test
    void differencesToTheFirstPolicyAreDrawnWithTheirSign() throws Exception {
        // over both scenes infless has 1 violation of 10 more, and delay=off 1 less
        Document parsed = parsed(page("acme", "umbrella"));

        assertThat(texts(parsed, "text")).contains("+10.00", "-10.00", "infless", "delay=off");
    }

    private static String page(String tenant, String otherTenant) {
        var runs = new Outcomes().tenants(tenant, otherTenant);
        for (String load : List.of("low", "high")) {
            for (double slo : new double[] {1, 0.5}) {
                runs.at(load, slo)
                        .run("prompttuner", 1, 2, 10)
                        .run("infless", 1, 3, 20)
                        .run("prompttuner:delay=off", 1, 1, 5);
            }
        }
        return ReportPage.of(runs.all(), recording(runs, otherTenant), ORIGIN);
    }

    private static Recording recording(Outcomes runs, String tenant) {
        var timeline = new Timeline();
        var job = new SimJob("j1", tenant, "m", 0, 5_000_000, 3, 3, 9, 1);
        timeline.job(0, new JobResult(job, false, -1, -1, false, 0, 0));
        timeline.worker(0, worker(GpuState.LOADING, null));
        timeline.worker(2_000_000, worker(GpuState.RUNNING, "j1"));
        timeline.job(9_000_000, new JobResult(job, false, 2_000_000, 9_000_000, false, 3, 0));
        timeline.worker(9_000_000, worker(GpuState.IDLE, null));
        return timeline.recorded(runs.first());
    }

    private static Occupancy worker(GpuState state, @Nullable String job) {
        return new Occupancy(0, "m", List.of(0, 1), state, job);
    }

    private static Document parsed(String page) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<String> texts(Document page, String tag) {
        NodeList found = page.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(n -> found.item(n).getTextContent())
                .toList();
    }
}
