package io.prompttuner.simulator.workload;

import java.util.List;

/**
 * Jobs and the base models that they use.
 *
 * @param name for reports
 * @param jobs by time of arrival
 */
public record Workload(String name, List<BaseModelSpec> models, List<SimJob> jobs) {

    public Workload {
        models = List.copyOf(models);
        jobs = List.copyOf(jobs);
    }
}
