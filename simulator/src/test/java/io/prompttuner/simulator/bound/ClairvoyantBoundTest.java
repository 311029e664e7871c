package io.prompttuner.simulator.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.simulator.workload.BaseModelSpec;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClairvoyantBoundTest {

    private static final BaseModelSpec MODEL = new BaseModelSpec("m", 1, 1, 10, 0.2, 5);
    private static final BaseModelSpec WIDE = new BaseModelSpec("wide", 4, 1, 10, 0, 5);

    @Test
    void aJobIsFeasibleAloneIfAllItsWorkersMakeItInTime() {
        // 20 own steps, 10 from the bank after 5 s: 15 s on one worker, 2 + 5 + 10 / 1.99 = 12.03 s on two
        assertThat(bound(2, job("in time", 0, 13, 2)).alone()).isZero();
        assertThat(bound(2, job("one worker is too few", 0, 13, 1)).alone()).isEqualTo(1);
        assertThat(bound(1, job("one GPU is too few", 0, 13, 2)).alone()).isEqualTo(1);
        assertThat(bound(2, job("too late for two", 0, 12, 2)).alone()).isEqualTo(1);
    }

    @Test
    void aReplicaOfSeveralGpusCountsAsOneWorker() {
        SimJob wide = new SimJob("j", "t", "wide", 0, 13_000_000, 20, 10, 30, 2);

        Bound four = new ClairvoyantBound(4, 2).of(new Workload("w", List.of(WIDE), List.of(wide)));
        Bound eight = new ClairvoyantBound(8, 2).of(new Workload("w", List.of(WIDE), List.of(wide)));

        assertThat(four.violations()).isEqualTo(1);
        assertThat(eight.violations()).isZero();
    }

    @Test
    void theCheapestWayIsCountedAndEachModelIsLoadedOnce() {
        // 15 GPU-seconds each on one worker; one load of at least 10 s less 20 %
        assertThat(bound(4, job("a", 0, 100, 4), job("b", 0, 100, 4)).gpuSeconds())
                .isCloseTo(38, within(1e-9));
    }

    @Test
    void jobsThatDoNotFitIntoOneIntervalMissTheirDeadlines() {
        // one GPU, 40 s: two jobs of 15 s fit, three do not
        assertThat(bound(1, job("a", 0, 40, 1), job("b", 0, 40, 1)).violations())
                .isZero();
        assertThat(bound(1, job("a", 0, 40, 1), job("b", 5, 40, 1), job("c", 0, 38, 1))
                        .violations())
                .isEqualTo(1);
    }

    @Test
    void intervalsThatDoNotOverlapAddUp() {
        Bound bound = bound(
                1,
                job("a", 0, 20, 1),
                job("b", 0, 20, 1),
                job("c", 20, 40, 1),
                job("d", 20, 40, 1),
                job("e", 90, 99, 1)); // alone

        assertThat(bound.alone()).isEqualTo(1);
        assertThat(bound.violations()).isEqualTo(3);
        assertThat(bound.violationPct()).isEqualTo(60);
    }

    @Test
    void nobodyMissesWhatNobodyAskedFor() {
        assertThat(bound(1)).isEqualTo(new Bound(0, 0, 0, 0));
    }

    private static Bound bound(int gpus, SimJob... jobs) {
        return new ClairvoyantBound(gpus, 2).of(new Workload("w", List.of(MODEL), List.of(jobs)));
    }

    private static SimJob job(String id, int from, int to, int maxWorkers) {
        return new SimJob(id, "t", "m", from * 1_000_000L, to * 1_000_000L, 20, 10, 30, maxWorkers);
    }
}
