package io.prompttuner.policies.elasticflow;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.policies.time.JobTime;
import io.prompttuner.policies.time.ModelTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the workers arrive for which jobs wait that don't run yet. Whoever came first is served first, as it is carried out.
 */
final class Arrivals {

    private static final double NANOS = 1e9;

    private final Map<String, Double> last = new HashMap<>();

    /** Seconds from now until the last worker is there that a job waits for. */
    double lastOf(JobTime job) {
        return last.getOrDefault(job.id(), 0.0);
    }

    static Arrivals of(ClusterSnapshot snapshot, ModelTimes times, List<JobTime> jobs) {
        Map<String, List<JobTime>> waiting = new HashMap<>();
        for (JobTime job : jobs) {
            if (job.view().wanted() > 0 && !job.runs()) {
                waiting.computeIfAbsent(job.baseModel(), model -> new ArrayList<>())
                        .add(job);
            }
        }
        var arrivals = new Arrivals();
        waiting.forEach((model, those) -> arrivals.deal(those, ready(snapshot, times.loadSeconds(model), model)));
        return arrivals;
    }

    private void deal(List<JobTime> waiting, double[] ready) {
        waiting.sort(JobTime.BY_ARRIVAL);
        int dealt = 0;
        for (JobTime job : waiting) {
            dealt += job.view().wanted() - job.view().held();
            last.put(job.id(), dealt <= ready.length ? ready[dealt - 1] : job.load());
        }
    }

    private static double[] ready(ClusterSnapshot snapshot, double load, String model) {
        return snapshot.workers().stream()
                .filter(worker -> worker.baseModel().equals(model) && worker.condition() != Condition.BUSY)
                .mapToDouble(worker -> remaining(worker, snapshot, load))
                .sorted()
                .toArray();
    }

    private static double remaining(WorkerView worker, ClusterSnapshot snapshot, double load) {
        double since = Duration.between(worker.since(), snapshot.now()).toNanos() / NANOS;
        return worker.condition() == Condition.IDLE ? 0 : Math.max(0, load - since);
    }
}
