package io.prompttuner.simulator.bound;

import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.simulator.workload.BaseModelSpec;
import io.prompttuner.simulator.workload.SimJob;

/**
 * What one job needs of somebody who knows its truth and has warm workers ready.
 *
 * @param from when it arrives, in seconds
 * @param to its deadline, in seconds
 * @param fastest seconds from its arrival to its target on as many workers as it may have
 * @param work GPU-seconds to its target on the number of workers that takes fewest
 */
record Need(double from, double to, double fastest, double work) {

    static Need of(SimJob job, BaseModelSpec model, int gpus, double connectSeconds) {
        int most = Math.max(1, Math.min(job.maxWorkers(), gpus / model.gpusPerWorker()));
        double fastest = Double.POSITIVE_INFINITY;
        double work = Double.POSITIVE_INFINITY;
        for (int workers = 1; workers <= most; workers++) {
            double seconds = seconds(job, model, workers) + (workers > 1 ? connectSeconds : 0);
            fastest = Math.min(fastest, seconds);
            work = Math.min(work, seconds * workers * model.gpusPerWorker());
        }
        return new Need(job.submittedMicros() / 1e6, job.deadlineMicros() / 1e6, fastest, work);
    }

    boolean isFeasibleAlone() {
        return from + fastest <= to;
    }

    /** With the better of its two starts. */
    private static double seconds(SimJob job, BaseModelSpec model, int workers) {
        double step = StepTime.shared(model.stepSeconds(), workers);
        return Math.min(job.ownSteps() * step, model.lookupSeconds() + job.bankSteps() * step);
    }
}
