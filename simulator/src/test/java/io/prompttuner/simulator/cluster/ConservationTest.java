package io.prompttuner.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a policy wants and whoever dies: no GPU is lost, used twice, or not paid for. Checked after every event. */
class ConservationTest {

    private static final int RUNS = 6;
    private static final int GPUS = 7;

    @Test
    void holdsAfterEveryEvent() {
        int checked = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            SystemSpec system = SystemSpec.of(GPUS, 0.5, new BankRule(0.2))
                    .withReuse(seed % 2 == 0)
                    .withFailures(seed % 3 == 0 ? new Failures(20, 3) : Failures.NONE);
            var check = new Check("seed " + seed);

            SimulationResult result = Simulation.run(Workloads.random(seed, 40), system, new Whim(seed), seed, check);

            assertThat(result.gpuMicros().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("seed %d: all GPU-time is billed once", seed)
                    .isEqualTo(GPUS * result.endMicros());
            assertThat(result.jobs()).hasSize(40);
            checked += check.states;
        }
        assertThat(checked).isGreaterThan(1_500);
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
