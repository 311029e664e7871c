package io.prompttuner.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Policies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a policy wants and whoever dies: no GPU is lost, used twice, or not paid for. Checked after every event. */
class ConservationTest {

    private static final int RUNS = 6;
    private static final int GPUS = 7;
    private static final int JOBS = 40;

    static List<String> policies() {
        return Policies.names();
    }

    @Test
    void holdsAfterEveryEventWhateverIsWanted() {
        int checked = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            checked += states(new Whim(seed), seed, seed % 2 == 0);
        }
        assertThat(checked).isGreaterThan(1_500);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void holdsAfterEveryEventUnderEachPolicy(String policy) {
        boolean reuse = !policy.equals("elasticflow");

        assertThat(states(Policies.named(policy), 3, reuse)).isGreaterThan(100);
    }

    /** Runs a policy and checks every state; returns how many there were. */
    private static int states(SchedulingPolicy policy, long seed, boolean reuse) {
        SystemSpec system = SystemSpec.of(GPUS, 0.5, new BankRule(0.2))
                .withReuse(reuse)
                .withFailures(seed % 3 == 0 ? new Failures(20, 3) : Failures.NONE);
        var check = new Check("%s, seed %d".formatted(policy.name(), seed));

        SimulationResult result = Simulation.run(Workloads.random(seed, JOBS), system, policy, seed, check);

        assertThat(result.gpuMicros().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("%s, seed %d: all GPU-time is billed once", policy.name(), seed)
                .isEqualTo(GPUS * result.endMicros());
        assertThat(result.jobs()).hasSize(JOBS);
        assertThat(result.unfinished()).as("%s, seed %d", policy.name(), seed).isZero();
        return check.states;
    }

    /** Bills on its own, from what the workers say alone. */
    private static final class Check implements Observer {
        private final String what;
        private final Map<Integer, Occupancy> workers = new HashMap<>();
        private final Map<GpuState, Long> billed = new HashMap<>();
        private long billedUntil;
        private int states;

        Check(String what) {
            this.what = what;
        }

        @Override
        public void worker(long nowMicros, Occupancy worker) {
            bill(nowMicros);
            if (worker.state() == GpuState.COLD) {
                workers.remove(worker.worker());
            } else {
                workers.put(worker.worker(), worker);
            }
        }

        @Override
        public void state(ClusterState state) {
            states++;
            bill(state.nowMicros());
            assertThat(Set.copyOf(state.workers())).as(what).isEqualTo(Set.copyOf(workers.values()));
            assertThat(state.counted().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .as(what)
                    .isEqualTo(GPUS);
            for (GpuState each : GpuState.values()) {
                assertThat(state.counted().get(each)).as("%s, %s", what, each).isEqualTo(count(each));
                assertThat(state.billed().get(each)).as("%s, %s", what, each).isEqualTo(billed.getOrDefault(each, 0L));
            }
            noGpuTwice();
            jobsAndWorkersAgree(state);
        }

        @Override
        public boolean wantsState() {
            return true;
        }

        private void bill(long now) {
            for (GpuState each : GpuState.values()) {
                billed.merge(each, count(each) * (now - billedUntil), Long::sum);
            }
            billedUntil = now;
        }

        private int count(GpuState state) {
            int occupied = 0;
            int inState = 0;
            for (Occupancy worker : workers.values()) {
                occupied += worker.gpus().size();
                inState += worker.state() == state ? worker.gpus().size() : 0;
            }
            return state == GpuState.COLD ? GPUS - occupied : inState;
        }

        private void noGpuTwice() {
            Set<Integer> gpus = new HashSet<>();
            for (Occupancy worker : workers.values()) {
                worker.gpus()
                        .forEach(gpu -> assertThat(gpus.add(gpu))
                                .as("%s, GPU %d", what, gpu)
                                .isTrue());
            }
            assertThat(gpus).as(what).allMatch(gpu -> gpu >= 0 && gpu < GPUS);
        }

        private void jobsAndWorkersAgree(ClusterState state) {
            Map<String, List<Integer>> byWorkers = new HashMap<>();
            workers.values().stream()
                    .filter(worker -> worker.job() != null)
                    .forEach(worker -> byWorkers
                            .computeIfAbsent(worker.job(), any -> new ArrayList<>())
                            .add(worker.worker()));
            state.held()
                    .forEach((job, held) -> assertThat(held)
                            .as("%s, %s", what, job)
                            .containsExactlyInAnyOrderElementsOf(byWorkers.getOrDefault(job, List.of())));
            assertThat(state.held().keySet()).as(what).containsAll(byWorkers.keySet());
        }
    }
}
