package io.prompttuner.simulator.trace;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.workload.BaseModelSpec;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceImporterTest {

    private static final Calibration CALIBRATION = CalibrationFile.bundled();

    @Test
    void aTraceIsCutIntoWindowsThatBeginAtZero() {
        ImportedTrace imported = imported("submit_seconds\n10\n1199.5\n1200\n6001\n", TraceOptions.standard());

        assertThat(imported.workloads()).extracting(Workload::name).containsExactly("t.csv-0", "t.csv-1", "t.csv-5");
        assertThat(imported.workloads().stream().map(TraceImporterTest::arrivals))
                .containsExactly(List.of(10.0, 1199.5), List.of(0.0), List.of(1.0));
    }

    @Test
    void withoutWindowsItBeginsWithItsFirstArrival() {
        ImportedTrace imported = imported("submit_seconds\n10000\n10010\n", TraceOptions.asRecorded());

        assertThat(imported.workloads()).extracting(Workload::name).containsExactly("t.csv");
        assertThat(arrivals(imported.workloads().get(0))).containsExactly(0.0, 10.0);
    }

    @Test
    void thinningKeepsThePapersCounts() {
        Workload workload =
                imported(many(1_000), TraceOptions.standard()).workloads().get(0);

        assertThat(workload.jobs().stream().collect(groupingBy(SimJob::baseModel, counting())))
                .isEqualTo(Map.of("gpt2-base", 77L, "gpt2-large", 71L, "vicuna-7b", 65L));
        // from all over the window, in order
        assertThat(arrivals(workload)).isSorted();
        assertThat(arrivals(workload).stream()
                        .mapToDouble(each -> each)
                        .average()
                        .orElseThrow())
                .isEqualTo(600, within(80.0));
    }

    @Test
    void aLowerLoadKeepsAPartOfAHigherOne() {
        Trace trace = Text.read(many(1_000));
        var importer = new TraceImporter(CALIBRATION, TraceOptions.standard());

        var low = ids(importer.workloads(trace, WorkloadSpec.of(PaperLoad.LOW, 1, 3)));
        var high = ids(importer.workloads(trace, WorkloadSpec.of(PaperLoad.HIGH, 1, 3)));

        assertThat(low).hasSize(138);
        assertThat(high).hasSize(260).containsAll(low);
        assertThat(ids(importer.workloads(trace, WorkloadSpec.of(PaperLoad.LOW, 1, 4))))
                .isNotEqualTo(low);
    }

    @Test
    void allRowsStayWithoutThinning() {
        Workload workload = imported(many(1_065), TraceOptions.standard().withThinned(false))
                .workloads()
                .get(0);

        assertThat(workload.jobs().stream().collect(groupingBy(SimJob::baseModel, counting())))
                .isEqualTo(Map.of("gpt2-base", 5 * 77L, "gpt2-large", 5 * 71L, "vicuna-7b", 5 * 65L));
    }

    @Test
    void whatTheTraceSaysIsKept() {
        ImportedTrace imported = imported("""
            submit_seconds,gpus,duration_seconds,deadline_seconds,model,tenant,job_id
            1,2,30,100,gpt2-base,acme,j1
            """, TraceOptions.standard());
        SimJob job = imported.workloads().get(0).jobs().get(0);

        assertThat(job.id()).isEqualTo("j1");
        assertThat(job.tenant()).isEqualTo("acme");
        assertThat(job.baseModel()).isEqualTo("gpt2-base");
        assertThat(job.sloSeconds()).isEqualTo(100);
        assertThat(job.ownSteps() * 0.096).isEqualTo(30 * 2 * 0.995, within(0.1));
        assertThat(imported.drawn()).isEmpty();
        assertThat(imported.workloads().get(0).models())
                .extracting(BaseModelSpec::name)
                .containsExactly("gpt2-base");
    }

    @Test
    void whatItDoesNotSayIsDrawnAndSaid() {
        ImportedTrace imported = imported("arrival_seconds\n1\n2\n3\n", TraceOptions.standard());

        assertThat(imported.drawn())
                .containsExactly(
                        Column.GPUS, Column.DURATION_SECONDS, Column.DEADLINE_SECONDS, Column.MODEL, Column.TENANT);
        assertThat(imported.text().get(0))
                .isEqualTo(
                        "drawn as for a generated workload: gpus, duration_seconds, deadline_seconds, model, tenant");
        assertThat(imported.workloads().get(0).jobs())
                .extracting(SimJob::id)
                .containsExactly("line-2", "line-3", "line-4");
    }

    @Test
    void whatIsNotToBeHeededIsDrawnToo() {
        String text = "submit_seconds,duration_seconds,deadline_seconds,model\n1,30,100,gpt2-base\n";
        var options = TraceOptions.standard().withOwnDeadlines(false).withOwnModels(false);

        ImportedTrace imported = imported(text, options);

        assertThat(imported.drawn())
                .contains(Column.DEADLINE_SECONDS, Column.MODEL)
                .doesNotContain(Column.DURATION_SECONDS);
        SimJob job = imported.workloads().get(0).jobs().get(0);
        double load = CALIBRATION.model(job.baseModel()).loadSeconds();
        assertThat(job.sloSeconds()).isEqualTo(30 + CALIBRATION.sloAllowance() * load, within(1e-5));
    }

    @Test
    void clippedDurationsTakeTheirDeadlinesAlong() {
        String text = "submit_seconds,duration_seconds,deadline_seconds,gpus\n0,1,3,1\n1,6000,9000,64\n2,60,90,8\n";
        ImportedTrace imported = imported(text, TraceOptions.standard());

        assertThat(imported.workloads().get(0).jobs())
                .extracting(SimJob::sloSeconds)
                .containsExactly(15.0, 900.0, 90.0);
        assertThat(imported.windows()).containsExactly(new WindowReport(0, 3, 3, 20, 20, 1, 1, 1));
        assertThat(imported(text, TraceOptions.asRecorded()).workloads().get(0).jobs())
                .extracting(SimJob::sloSeconds)
                .containsExactly(3.0, 9000.0, 90.0);
    }

    @Test
    void gpusOfALargeModelAreCountedInWorkers() {
        String text = "submit_seconds,duration_seconds,gpus,model\n0,100,1,llama-30b\n1,100,5,llama-30b\n";
        List<SimJob> jobs =
                imported(text, TraceOptions.standard()).workloads().get(0).jobs();

        double step = CALIBRATION.model("llama-30b").stepSeconds();
        assertThat(jobs.get(0).ownSteps() * step).isEqualTo(100, within(step));
        assertThat(jobs.get(1).ownSteps() * step).isEqualTo(2 * 100 * 0.995, within(step));
    }

    @Test
    void noDeadlineIsSoFarThatTimeEnds() {
        SimJob job = imported(
                        "submit_seconds,duration_seconds,deadline_seconds\n0,1e-300,1e9\n", TraceOptions.standard())
                .workloads()
                .get(0)
                .jobs()
                .get(0);

        assertThat(job.sloSeconds()).isEqualTo(1e9);
    }

    @Test
    void anotherSMovesOnlyDeadlines() {
        Trace trace = Text.read(many(300));
        var importer = new TraceImporter(CALIBRATION, TraceOptions.standard());

        List<SimJob> tight = importer.workloads(trace, WorkloadSpec.of(PaperLoad.MEDIUM, 0.5, 3))
                .workloads()
                .get(0)
                .jobs();
        List<SimJob> loose = importer.workloads(trace, WorkloadSpec.of(PaperLoad.MEDIUM, 1.5, 3))
                .workloads()
                .get(0)
                .jobs();

        assertThat(tight)
                .zipSatisfy(
                        loose,
                        (one, other) -> assertThat(one)
                                .usingRecursiveComparison()
                                .ignoringFields("deadlineMicros")
                                .isEqualTo(other));
        assertThat(tight).isNotEqualTo(loose);
    }

    @Test
    void windowsDifferInChance() {
        String text = "submit_seconds\n1\n1201\n";
        List<Workload> workloads = imported(text, TraceOptions.standard()).workloads();

        assertThat(workloads.get(0).jobs().get(0).ownSteps())
                .isNotEqualTo(workloads.get(1).jobs().get(0).ownSteps());
        assertThat(imported(text, TraceOptions.standard()).workloads()).isEqualTo(workloads);
    }

    /** One column, evenly over 20 minutes. */
    private static String many(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(n -> String.valueOf(1200.0 * n / rows))
                .collect(Collectors.joining("\n", "submit_seconds\n", "\n"));
    }

    private static ImportedTrace imported(String text, TraceOptions options) {
        Trace trace = Text.read(text.getBytes(StandardCharsets.UTF_8), options);
        return new TraceImporter(CALIBRATION, options).workloads(trace, WorkloadSpec.of(PaperLoad.MEDIUM, 1, 3));
    }

    private static List<Double> arrivals(Workload workload) {
        return workload.jobs().stream().map(job -> job.submittedMicros() / 1e6).toList();
    }

    private static Set<String> ids(ImportedTrace imported) {
        return imported.workloads().get(0).jobs().stream().map(SimJob::id).collect(Collectors.toSet());
    }
}
