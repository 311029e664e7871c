package io.prompttuner.simulator.bound;

import io.prompttuner.simulator.workload.BaseModelSpec;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bounds what any policy can reach, by a relaxation: all workers are warm, jobs can be cut into pieces of any size and
 * moved at no cost, and their truth is known.
 *
 * <p>A job whose deadline is too near for all the workers it may have misses it. Of the others, those that arrive and are due
 * within one interval of time must share the GPUs of that interval; if they need more, then at least as many miss as there
 * are largest ones to be left out until the rest fits. Intervals that do not overlap concern different jobs, so that their
 * numbers add up: the best set of such intervals is found by dynamic programming over the deadlines. For more than 5,000
 * jobs the first kind of miss alone is counted, which is a bound as well.
 */
public final class ClairvoyantBound {

    /** Beyond so many jobs the crowded intervals, of which there are as many as jobs squared, are not looked at. */
    private static final int MOST_JOBS = 5_000;

    private final int gpus;
    private final double connectSeconds;

    /**
     * @param gpus of the cluster
     * @param connectSeconds what several workers cost more at a start than one
     */
    public ClairvoyantBound(int gpus, double connectSeconds) {
        this.gpus = gpus;
        this.connectSeconds = connectSeconds;
    }

    public Bound of(Workload workload) {
        Map<String, BaseModelSpec> models = new HashMap<>();
        workload.models().forEach(model -> models.put(model.name(), model));
        List<Need> feasible = new ArrayList<>();
        double work = loading(workload, models);
        for (SimJob job : workload.jobs()) {
            Need need = Need.of(job, model(models, job), gpus, connectSeconds);
            work += need.work();
            if (need.isFeasibleAlone()) {
                feasible.add(need);
            }
        }
        int jobs = workload.jobs().size();
        long alone = (long) jobs - feasible.size();
        return new Bound(jobs, alone, alone + (jobs > MOST_JOBS ? 0 : crowdedOut(feasible)), work);
    }

    private static BaseModelSpec model(Map<String, BaseModelSpec> models, SimJob job) {
        return Objects.requireNonNull(models.get(job.baseModel()), job.baseModel());
    }

    /** Each base model that is used is loaded once at least. */
    private static double loading(Workload workload, Map<String, BaseModelSpec> models) {
        return workload.jobs().stream()
                .map(job -> model(models, job))
                .distinct()
                .mapToDouble(model -> model.loadSeconds() * (1 - model.loadSpread()) * model.gpusPerWorker())
                .sum();
    }

    /** Jobs that miss their deadline for want of GPUs, at least. */
    private long crowdedOut(List<Need> needs) {
        List<Need> byDeadline =
                needs.stream().sorted(Comparator.comparingDouble(Need::to)).toList();
        long[] best = new long[byDeadline.size() + 1]; // most misses among intervals that end by the n-th deadline
        double[] begins = new double[byDeadline.size()];
        for (int n = 0; n < begins.length; n++) {
            begins[n] = byDeadline.get(n).to();
        }
        for (int last = 0; last < begins.length; last++) {
            best[last + 1] = best[last];
            for (Crowd crowd : crowds(byDeadline, last)) {
                int before = firstAfter(begins, crowd.from());
                best[last + 1] = Math.max(best[last + 1], best[Math.min(before, last)] + crowd.misses());
            }
        }
        return best[begins.length];
    }

    /** An interval that ends at some deadline, and how many of its jobs miss theirs. */
    private record Crowd(double from, long misses) {}

    private List<Crowd> crowds(List<Need> byDeadline, int last) {
        double to = byDeadline.get(last).to();
        List<Need> within = new ArrayList<>(byDeadline.subList(0, last + 1));
        within.sort(Comparator.comparingDouble(Need::from).reversed());
        List<Crowd> crowds = new ArrayList<>();
        List<Double> works = new ArrayList<>();
        double total = 0;
        for (int n = 0; n < within.size(); n++) {
            double from = within.get(n).from();
            works.add(within.get(n).work());
            total += within.get(n).work();
            boolean next = n + 1 < within.size() && within.get(n + 1).from() == from;
            double capacity = gpus * (to - from);
            if (!next && total > capacity) {
                crowds.add(new Crowd(from, leftOut(works, total - capacity)));
            }
        }
        return crowds;
    }

    /** Fewest jobs whose work adds up to what is too much. */
    private static long leftOut(List<Double> works, double surplus) {
        List<Double> largest = works.stream().sorted(Comparator.reverseOrder()).toList();
        double left = surplus;
        int count = 0;
        while (left > 0 && count < largest.size()) {
            left -= largest.get(count);
            count++;
        }
        return count;
    }

    /** How many deadlines are not after this moment. */
    private static int firstAfter(double[] deadlines, double moment) {
        int count = 0;
        while (count < deadlines.length && deadlines[count] <= moment) {
            count++;
        }
        return count;
    }
}
