package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.StepKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {

    private static final long FIRST = (3L << 20) + 1;
    private static final Finished ENDED = new Finished(Why.ENDED, "");
    private static final Finished PAUSED = new Finished(Why.PAUSED, "");
    private static final Finished DROPPED = new Finished(Why.DROPPED, "");

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
    void waitsForAFullDiskAndLosesNothing() {
        bench.run(job, FIRST);
        var full = new Bench(directory.resolve("full"));
        full.task();
        full.stores = FullDisk.over(full.stores, 9);

        assertThat(full.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(full.log.lines()).isEqualTo(bench.log.lines());
        assertThat(full.log.ended()).isEqualTo(bench.log.ended());
    }

    @Test
    void doesNotWaitForAFullDiskOnceItIsDropped() {
        bench.stores = FullDisk.over(bench.stores, Integer.MAX_VALUE);
        bench.script = (boundary, step) -> {
            bench.order(new Order.Drop());
            return null;
        };

        assertThat(bench.run(job, FIRST)).isEqualTo(DROPPED);
    }

    @Test
    void standsStillWhileTheReportsHaveNoRoom() {
        bench.log.asksWithoutRoom = 5;

        assertThat(bench.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(bench.rests).isEqualTo(4);
        assertThat(bench.log.lines()).hasSize(22);
    }

    @Test
    void obeysWhileItStandsStill() {
        bench.log.asksWithoutRoom = Integer.MAX_VALUE;
        bench.script = (boundary, step) -> boundary == 9 ? new Order.Pause(Why.PAUSED) : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(PAUSED);
        assertThat(bench.log.lines()).containsExactly("started 0");
    }

    @Test
    void writesItsEndUntilItIsAcknowledged() {
        bench.log.refusals = 4;

        assertThat(bench.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.lines()).endsWith("ended 12").doesNotHaveDuplicates();
    }

    @Test
    void stopsWritingItsEndWhenItIsDropped() {
        bench.log.refusals = Integer.MAX_VALUE;
        bench.log.before = report -> {
            if (report.kind() == StepKind.ENDED && bench.rests >= 3) {
                bench.order(new Order.Drop());
            }
        };

        assertThat(bench.run(job, FIRST)).isEqualTo(DROPPED);
        assertThat(bench.log.lines()).doesNotContain("ended 12");
    }
}
