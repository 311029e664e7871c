package io.prompttuner.policies.time;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.throughput.ModelProfile;
import java.util.HashMap;
import java.util.Map;

/** Time and GPUs that things take, per base model: learnt where there is something to learn from, declared elsewhere. */
public final class ModelTimes {

    private final DeclaredTimes declared;
    private final Map<String, ModelProfile> profiles = new HashMap<>();

    public ModelTimes(DeclaredTimes declared, ClusterSnapshot snapshot) {
        this.declared = declared;
        snapshot.profiles().forEach(profile -> profiles.put(profile.baseModel(), profile));
        for (WorkerView worker : snapshot.workers()) {
            ModelProfile profile = of(worker.baseModel());
            if (worker.gpus() > profile.gpus()) {
                profiles.put(worker.baseModel(), profile.withGpus(worker.gpus()));
            }
        }
    }

    /** Seconds of one step on one worker. */
    public double stepSeconds(String baseModel) {
        return of(baseModel).step().orElse(declared.step());
    }

    /** Seconds from an empty GPU to a warm worker. */
    public double loadSeconds(String baseModel) {
        return of(baseModel).load().orElse(declared.load());
    }

    /** Seconds from having a worker to the first step, or to the next one of a job that has run before. */
    public double beginSeconds(String baseModel, boolean started) {
        ModelProfile profile = of(baseModel);
        return started
                ? profile.resume().orElse(declared.resume())
                : profile.start().orElse(declared.start());
    }

    /** Seconds by which that is longer when there are several workers. */
    public double connectSeconds(String baseModel) {
        return of(baseModel).connect().orElse(declared.connect());
    }

    /** GPUs that one worker of this model occupies; 1 until one has been seen. */
    public int gpus(String baseModel) {
        return of(baseModel).gpusPerWorker();
    }

    private ModelProfile of(String baseModel) {
        ModelProfile known = profiles.get(baseModel);
        return known == null ? ModelProfile.unknown(baseModel) : known;
    }
}
