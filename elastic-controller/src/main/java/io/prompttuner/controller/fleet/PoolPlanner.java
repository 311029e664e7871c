package io.prompttuner.controller.fleet;

import io.prompttuner.controller.rule.Setup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides which workers to load and to unload so that each pool has its size, within the GPUs there are. A worker that has
 * a job is never unloaded, a model without a target keeps what it has, and a GPU is free only when its process is gone.
 */
public record PoolPlanner(Setup setup) {

    /**
     * What to do now; empty when every pool has its size, or nothing can be done about it yet.
     *
     * @param load base models, one entry a worker
     * @param unload ids of workers
     */
    public record Plan(List<String> load, List<String> unload) {
        public boolean isEmpty() {
            return load.isEmpty() && unload.isEmpty();
        }
    }

    /**
     * Plans for all pools at once.
     *
     * @param targets wanted number of workers by base model
     * @param mayLoad says of a base model whether another worker may be started now
     */
    public Plan plan(Map<String, Integer> targets, FleetBook fleet, Predicate<String> mayLoad) {
        List<String> load = new ArrayList<>();
        List<String> unload = new ArrayList<>();
        int free = setup.capacity() - fleet.gpus();
        for (var target : new TreeMap<>(targets).entrySet()) {
            List<Worker> pool = pool(target.getKey(), fleet);
            unload.addAll(surplus(pool, pool.size() - target.getValue()));
            int each = setup.gpusPerWorker(target.getKey());
            boolean known = setup.models().containsKey(target.getKey());
            for (int n = pool.size(); known && n < target.getValue() && each <= free; n++) {
                if (!mayLoad.test(target.getKey())) {
                    break;
                }
                load.add(target.getKey());
                free -= each;
            }
        }
        return new Plan(load, unload);
    }

    private static List<Worker> pool(String baseModel, FleetBook fleet) {
        return fleet.all().stream()
                .filter(worker -> worker.baseModel().equals(baseModel) && !worker.isLeaving() && !worker.isLost())
                .toList();
    }

    /** Those still loading first, since nothing is lost with them. */
    private static List<String> surplus(List<Worker> pool, int count) {
        return pool.stream()
                .filter(Worker::isIdle)
                .sorted(Comparator.comparing(Worker::isWarm))
                .limit(Math.max(0, count))
                .map(Worker::id)
                .toList();
    }
}
