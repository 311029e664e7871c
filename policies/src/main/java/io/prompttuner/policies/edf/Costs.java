package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.throughput.ModelProfile;
import java.util.HashMap;
import java.util.Map;

/** Time and GPUs that things take, per base model: learnt where there is something to learn from, declared elsewhere. */
final class Costs {

    private final EdfSettings settings;
    private final Map<String, ModelProfile> profiles = new HashMap<>();
    private final Map<String, Integer> gpus = new HashMap<>();

    Costs(EdfSettings settings, ClusterSnapshot snapshot) {
        this.settings = settings;
        snapshot.profiles().forEach(profile -> profiles.put(profile.baseModel(), profile));
        for (WorkerView worker : snapshot.workers()) {
            gpus.merge(worker.baseModel(), worker.gpus(), Math::max);
        }
    }

    double stepSeconds(String baseModel) {
        return of(baseModel).step().orElse(settings.stepSeconds());
    }

    double loadSeconds(String baseModel) {
        return of(baseModel).load().orElse(settings.loadSeconds());
    }

    double beginSeconds(String baseModel, boolean started) {
        ModelProfile profile = of(baseModel);
        return started
                ? profile.resume().orElse(settings.resumeSeconds())
                : profile.start().orElse(settings.startSeconds());
    }

    /** GPUs that one worker of this model occupies; 1 until one has been seen. */
    int gpus(String baseModel) {
        return gpus.getOrDefault(baseModel, 1);
    }

    double hope() {
        return settings.hope();
    }

    private ModelProfile of(String baseModel) {
        return profiles.getOrDefault(baseModel, ModelProfile.unknown(baseModel));
    }
}
