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
import io.prompttuner.wire.event.EndReason;
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
