package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.PromptImport;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.TargetMetric;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of no steps says how good a prompt is that was brought here. */
class EvaluationOnlyTest {

    private static final long FIRST = (3L << 20) + 1;

    @TempDir
    Path directory;

    private Bench bench;
    private PromptRef brought;
    private Jobs job;

    @BeforeEach
    void setUp() {
        bench = new Bench(directory);
        byte[] prompt = PromptFile.bytes(new float[] {4, 4, 3, 3}, BowlModel.WIDTH);
        brought =
                bench.stores.prompts().put(new TenantSlug(Jobs.TENANT), prompt, new PromptImport(Bench.MODEL_HASH, 2));
        job = Jobs.job("job-1")
                .on(bench.task())
                .steps(0, 1)
                .from(StartKind.PROMPT, null, brought.hash().hex());
    }

    @Test
    void evaluatesOnceAndEndsOutOfSteps() {
        assertThat(bench.run(job, FIRST)).isEqualTo(new Finished(Why.ENDED, ""));

        assertThat(bench.log.lines()).containsExactly("started 0", "evaluated 0", "checkpointed 0", "ended 0");
        assertThat(bench.log.ended().reason()).isEqualTo(EndReason.MAX_STEPS);
        assertThat(bench.log.ended().loss()).isNotNull();
    }

    @Test
    void succeedsIfThePromptMeetsTheTarget() {
        bench.run(job.until(TargetMetric.LOSS, 20), FIRST);

        assertThat(bench.log.ended().reason()).isEqualTo(EndReason.TARGET_MET);
    }

    /** The model says its one word twice: there is no token to end an answer with. */
    @Test
    void generatesAnswersIfTheTargetIsOnThem() {
        bench.run(job.until(TargetMetric.TOKEN_F1, 0.6), FIRST);

        var answers = new AnswerScore(2 / 3d, 2 / 3d);
        assertThat(bench.log.ended().reason()).isEqualTo(EndReason.TARGET_MET);
        assertThat(bench.log.ended().answers()).isEqualTo(answers);
        assertThat(Objects.requireNonNull(bench.log.written.get(1).evaluated()))
                .returns(answers, Evaluated::answers)
                .returns(true, Evaluated::met);
        assertThat(Objects.requireNonNull(bench.log.written.get(2).checkpointed())
                        .bestAnswers())
                .isEqualTo(answers);
    }

    @Test
    void generatesNoneIfItIsNot() {
        bench.run(job.until(TargetMetric.ACCURACY, 1), FIRST);

        assertThat(bench.log.ended().answers()).isNull();
    }

    @Test
    void deliversTheVeryPromptWithTheTasksFeaturesAndLeavesItsOriginAsItWas() {
        bench.run(job, FIRST);

        assertThat(bench.log.ended().prompt()).isEqualTo(brought.hash().hex());
        Started started = Objects.requireNonNull(bench.log.written.get(0).started());
        assertThat(started.prompt()).isEqualTo(brought.hash().hex());
        assertThat(started.features()).isNotEmpty();
        assertThat(bench.stores.prompts().get(brought).orElseThrow().manifest())
                .isEqualTo(new PromptImport(Bench.MODEL_HASH, 2));
    }
}
