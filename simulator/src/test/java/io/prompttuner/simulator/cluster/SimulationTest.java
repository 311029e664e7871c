package io.prompttuner.simulator.cluster;

import static io.prompttuner.simulator.cluster.Workloads.TWO;
import static io.prompttuner.simulator.cluster.Workloads.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final SystemSpec SYSTEM = SystemSpec.of(4, 2, new BankRule(0.2));
    private static final SystemSpec WITHOUT_BANK = SystemSpec.of(4, 2, BankRule.OFF);

    @Test
    void aJobWaitsForItsModelLooksUpAndSteps() {
        Workload workload = Workloads.of(job("j", 3, 100));

        SimulationResult result =
                run(workload, SYSTEM, new Script().job("j", 0, 1).pool(0, 1));

        // arrives at 3, worker ready at 13, lookup until 18, ten steps from the bank's start
        assertThat(result.jobs().get(0).firstHeldMicros()).isEqualTo(13_000_000);
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(28_000_000);
        assertThat(result.jobs().get(0).met()).isTrue();
        assertThat(result.gpuSeconds(GpuState.LOADING)).isEqualTo(10);
        assertThat(result.gpuSeconds(GpuState.RUNNING)).isEqualTo(15);
        assertThat(result.warmGpuSeconds()).isEqualTo(25);
        assertThat(result.allGpuSeconds()).isEqualTo(4 * 28);
    }

    @Test
    void aLookupThatTakesMoreThanItsShareIsNotMade() {
        Workload workload = Workloads.of(job("j", 0, 24)); // 5 s are more than a fifth of 24

        SimulationResult result =
                run(workload, SYSTEM, new Script().job("j", 0, 1).pool(0, 1));

        assertThat(result.jobs().get(0).fromBank()).isFalse();
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(30_000_000); // 10 of loading, 20 own steps
        assertThat(result.violations()).isEqualTo(1);
    }

    @Test
    void aGangStartsWhenAllOfItsWorkersAreThere() {
        Workload workload = Workloads.of(job("j", 0, 100));

        SimulationResult result = run(
                workload, WITHOUT_BANK, new Script().job("j", 0, 2).pool(0, 1).pool(5, 2));

        // ready at 10 and 15; the first is held for 5 s; 2 s to connect, then 20 steps shared by two
        assertThat(result.gpuSeconds(GpuState.WAITING)).isEqualTo(5);
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(17_000_000 + (long) Math.ceil(20 * TWO));
    }

    @Test
    void aGangThatIsTakenForCompleteStarts() {
        Workload workload = Workloads.of(job("j", 0, 100));
        Script script = new Script().job("j", 0, 2).job("j", 14, 1).pool(0, 1);

        SimulationResult result = run(workload, WITHOUT_BANK, script);

        // ready at 10, waits for another until 14, then is told to do without
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(34_000_000);
    }

    @Test
    void aPausedJobKeepsItsStepsAndLooksUpNoMore() {
        Workload workload = Workloads.of(job("j", 0, 100));
        Script script =
                new Script().job("j", 0, 1).job("j", 18, 0).job("j", 25, 1).pool(0, 1);

        SimulationResult result = run(workload, SYSTEM, script);

        // ready at 10, lookup until 15, three steps until 18; seven more from 25 on
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(32_000_000);
        assertThat(result.gpuSeconds(GpuState.IDLE)).isEqualTo(7);
    }

    @Test
    void aJobThatIsJoinedStandsStillAndGoesOnFaster() {
        Workload workload = Workloads.of(job("j", 0, 100));
        Script script = new Script().job("j", 0, 1).job("j", 15, 2).pool(0, 2);

        SimulationResult result = run(workload, WITHOUT_BANK, script);

        // both ready at 10, five steps alone until 15, 2 s to connect, fifteen shared
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(17_000_000 + (long) Math.ceil(15 * TWO));
        assertThat(result.resizes()).isEqualTo(1);
    }

    @Test
    void aWorkerThatIsTakenAwayIsWarmForOthers() {
        Workload workload = Workloads.of(job("a", 0, 100), job("b", 1, 100));
        Script script =
                new Script().job("a", 0, 2).job("a", 15, 1).job("b", 15, 1).pool(0, 2);

        SimulationResult result = run(workload, WITHOUT_BANK, script);

        // a: ready at 10, connects until 12, steps until 15, then stands still for 2 s and goes on alone
        double made = 3_000_000 / TWO;
        assertThat(result.jobs().get(0).endedMicros() / 1e6).isCloseTo(17 + 20 - made, within(1e-5));
        assertThat(result.jobs().get(1).endedMicros()).isEqualTo(35_000_000);
    }

    @Test
    void withoutReuseAChangeMeansNewWorkers() {
        Workload workload = Workloads.of(job("j", 0, 100));
        Script script = new Script().job("j", 0, 1).job("j", 15, 2).pool(0, 1).pool(15, 2);

        SimulationResult result = run(workload, WITHOUT_BANK.withReuse(false), script);

        // five steps until 15, 10 s to load two, 2 s to connect, fifteen shared
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(27_000_000 + (long) Math.ceil(15 * TWO));
        assertThat(result.gpuSeconds(GpuState.LOADING)).isEqualTo(30);
        assertThat(result.gpuSeconds(GpuState.IDLE)).isZero();
    }

    @Test
    void whatLoadsIsUnloadedBeforeWhatIsWarm() {
        Workload workload = Workloads.of(job("j", 0, 100));
        Script script = new Script().pool(0, 1).pool(12, 2).pool(14, 1).job("j", 20, 1);

        SimulationResult result = run(workload, WITHOUT_BANK, script);

        assertThat(result.gpuSeconds(GpuState.LOADING)).isEqualTo(12);
        assertThat(result.jobs().get(0).endedMicros()).isEqualTo(40_000_000);
    }

    @Test
    void aJobWhoseWorkerDiesGoesOnFromItsCheckpoint() {
        Workload workload = Workloads.of(job("j", 0, 1_000));
        SystemSpec frail = WITHOUT_BANK.withFailures(new Failures(6, 4));
        Script script = new Script().job("j", 0, 1).pool(0, 1);

        SimulationResult result = run(workload, frail, script);

        assertThat(result.unfinished()).isZero();
        assertThat(result.gpuSeconds(GpuState.RUNNING)).isGreaterThan(20); // some steps were made twice
        assertThat(result.gpuSeconds(GpuState.LOADING)).isGreaterThan(10);
    }

    @Test
    void aJobThatNobodyServesIsReportedUnfinished() {
        SimulationResult result = run(Workloads.of(job("j", 0, 100)), SYSTEM, new Script().pool(0, 1));

        assertThat(result.unfinished()).isEqualTo(1);
        assertThat(result.violations()).isEqualTo(1);
    }

    @Test
    void aPolicyIsShownTheBoundAndTheStepsButNotTheTruth() {
        Script script = new Script().job("j", 0, 1).pool(0, 1);
        run(Workloads.of(job("j", 0, 100)), SYSTEM, script);

        ClusterSnapshot during = at(script, 20);
        JobView view = during.jobs().get(0);
        assertThat(view.forecast().last()).isEqualTo(30);
        assertThat(view.forecast().median()).isEqualTo(30);
        assertThat(view.steppedAt()).isEqualTo(SimTime.instant(15_000_000));
        assertThat(view.lookupSeconds()).isZero();
        assertThat(at(script, 12).jobs().get(0).lookupSeconds()).isEqualTo(5);
        assertThat(during.workers().get(0).condition()).isEqualTo(Condition.BUSY);
        assertThat(during.coldGpus()).isEqualTo(3);
    }

    @Test
    void everyStepIsReportedOnceAndTheTargetIsMetByTheLastAlone() {
        List<Long> steps = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Observer observer = new Observer() {
            @Override
            public void stepped(String job, long step, double loss, long atMicros) {
                steps.add(step);
                losses.add(loss);
                assertThat(atMicros).isEqualTo(15_000_000 + 1_000_000 * step);
            }

            @Override
            public boolean wantsSteps() {
                return true;
            }
        };

        Simulation.run(
                Workloads.of(job("j", 0, 100)),
                SYSTEM,
                new Script().job("j", 0, 1).pool(0, 1),
                1,
                observer);

        assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(losses.get(9)).isLessThanOrEqualTo(LossCurve.TARGET);
        assertThat(losses.subList(0, 9)).allMatch(loss -> loss > LossCurve.TARGET);
    }

    @Test
    void refusesAJobOfAnUnknownModelAndOneThatIsThereTwice() {
        Workload unknown = new Workload("w", List.of(), List.of(job("j", 0, 100)));

        assertThatThrownBy(() -> run(unknown, SYSTEM, new Script())).hasMessageContaining("unknown base model m");
        assertThatThrownBy(() -> run(Workloads.of(job("j", 0, 9), job("j", 1, 9)), SYSTEM, new Script()))
                .hasMessage("job j is there twice");
    }

    private static ClusterSnapshot at(Script script, long second) {
        return script.seen().stream()
                .filter(snapshot -> !snapshot.now().isBefore(SimTime.instant(second * 1_000_000)))
                .findFirst()
                .orElseThrow();
    }

    private static SimulationResult run(Workload workload, SystemSpec system, Script script) {
        return Simulation.run(workload, system, script, 1, Observer.NOBODY);
    }
}
