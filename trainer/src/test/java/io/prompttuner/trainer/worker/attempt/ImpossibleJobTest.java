package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.StartKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImpossibleJobTest {

    private static final long FIRST = (3L << 20) + 1;
    private static final Finished ENDED = new Finished(Why.ENDED, "");

    @TempDir
    Path directory;

    private Bench bench;
    private Jobs job;

    @BeforeEach
    void setUp() {
        bench = new Bench(directory);
        job = Jobs.job("job-1").on(bench.task());
    }

    @Test
    void failsAJobWhoseDatasetIsMissing() {
        bench.run(job.on("f".repeat(64)), FIRST);

        assertThat(bench.log.ended())
                .extracting(Ended::end, Ended::reason)
                .containsExactly(EndKind.FAILED, EndReason.DATASET_MISSING);
        assertThat(bench.log.ended().error()).contains("f".repeat(64));
    }

    @Test
    void failsAJobWhoseTaskDoesNotFitTheModel() {
        String tooLong = bench.dataset("{\"input\": \"%s\", \"target\": \"1\"}%n"
                .formatted("7 ".repeat(70))
                .repeat(60));

        bench.run(job.on(tooLong), FIRST);

        assertThat(bench.log.ended())
                .extracting(Ended::end, Ended::reason)
                .containsExactly(EndKind.FAILED, EndReason.TASK_UNFIT);
        assertThat(bench.log.ended().error()).contains("positions").endsWith("more");
    }

    @Test
    void failsAJobWhosePromptIsMissingOrOfAnotherModel() {
        String foreign =
                bench.prompt(ContentHash.of(new byte[] {2}), 4, 4).hash().hex();

        for (String hash : List.of("f".repeat(64), foreign, "../../etc")) {
            bench.run(job.from(StartKind.PROMPT, null, hash), FIRST);

            assertThat(bench.log.ended())
                    .as(hash)
                    .extracting(Ended::end, Ended::reason)
                    .containsExactly(EndKind.FAILED, EndReason.PROMPT_MISSING);
        }
    }

    @Test
    void givesAJobForAnotherModelBack() {
        var other = job.submitted(1, 4);
        var spec = other.spec();
        var wrong = new JobSpec(
                spec.name(),
                "big-lm",
                spec.dataset(),
                spec.target(),
                spec.maxSteps(),
                spec.evaluateEvery(),
                spec.promptTokens(),
                spec.batchSize(),
                spec.microBatches(),
                spec.learningRate(),
                spec.maxWorkers(),
                spec.minBatchScale());
        var assigned = new JobSubmitted(
                other.job(),
                other.tenant(),
                wrong,
                other.seed(),
                other.start(),
                other.deadline(),
                other.afterDeadline(),
                other.submittedAt());

        Finished finished = bench.run(new Assign(assigned, FIRST, 1, Bench.ALONE));

        assertThat(finished.why()).isEqualTo(Why.ERROR);
        assertThat(bench.log.written).isEmpty();
    }

    @Test
    void failsAJobThatIsAbsurdWithAReason() {
        bench.run(job.rate(-1), FIRST);

        assertThat(bench.log.ended().reason()).isEqualTo(EndReason.TASK_UNFIT);
        assertThat(bench.log.ended().error()).contains("learningRate");
    }

    @Test
    void endsADivergedJobAndSaysWhen() {
        var poisoned = job.from(
                StartKind.PROMPT, null, bench.prompt(3e38f, -3e38f).hash().hex());

        assertThat(bench.run(poisoned, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.ended().end()).isEqualTo(EndKind.DIVERGED);
        assertThat(bench.log.ended().error()).contains("step 0");
    }
}
