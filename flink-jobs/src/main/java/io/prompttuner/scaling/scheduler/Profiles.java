package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Learns from what jobs and workers do how long things take, per base model. */
final class Profiles {

    private final Map<String, ModelProfile> known = new HashMap<>();

    void restore(ModelProfile profile) {
        known.put(profile.baseModel(), profile);
    }

    List<ModelProfile> all() {
        return List.copyOf(known.values());
    }

    double stepSeconds(String baseModel, double declared) {
        return of(baseModel).step().orElse(declared);
    }

    /** A worker that was loading is warm: that is how long loading takes. */
    @Nullable ModelProfile learn(@Nullable FleetEvent before, @Nullable FleetEvent now) {
        @Nullable WorkerFact was = before == null ? null : before.worker();
        @Nullable WorkerFact is = now == null ? null : now.worker();
        if (was == null || is == null) {
            return null;
        }
        boolean loaded = was.phase() == WorkerPhase.LOADING && is.phase() == WorkerPhase.WARM;
        return loaded
                ? keep(of(is.baseModel())
                        .withLoad(seconds(was.since(), is.since()))
                        .withGpus(is.gpus()))
                : null;
    }

    /** A binding's first report tells how long beginning takes; an end, how long the job's steps took. */
    @Nullable ModelProfile learn(@Nullable JobSituation before, JobSituation now) {
        ModelProfile profile = of(now.baseModel());
        Instant held = now.heldSince();
        Instant reported = now.reportedSince();
        boolean known = before != null && before.attempt() == now.attempt() && before.reportedSince() != null;
        if (held != null && reported != null && !known) {
            double seconds = seconds(held, reported);
            return keep(now.attempts() > 1 ? profile.withResume(seconds) : profile.withStart(seconds));
        }
        boolean firstStep = now.stepSeconds() > 0 && (before == null || before.stepSeconds() <= 0);
        boolean ends = now.kind() == FactKind.END && !now.gone() && now.stepSeconds() > 0;
        return firstStep || ends ? keep(profile.withStep(now.stepSeconds())) : null;
    }

    private ModelProfile of(String baseModel) {
        return known.getOrDefault(baseModel, ModelProfile.unknown(baseModel));
    }

    private ModelProfile keep(ModelProfile profile) {
        known.put(profile.baseModel(), profile);
        return profile;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
