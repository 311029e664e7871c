package io.prompttuner.platform.campaign;

import io.prompttuner.wire.event.JobPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the kills left a trace in what the tenants got.
 *
 * @param jobs how many were judged
 * @param faults one line for each job that ended otherwise than undisturbed; empty if none did
 */
public record Judgement(int jobs, List<String> faults) {

    public Judgement {
        faults = List.copyOf(faults);
    }

    /**
     * One accepted job at the end of the campaign.
     *
     * @param cancelled whether its tenant withdrew it
     */
    public record Ran(String id, Specimen specimen, boolean cancelled, Ending ending) {}

    /** Holds what came out against what the same jobs gave undisturbed. */
    public static Judgement of(Map<Specimen, Ending> undisturbed, List<Ran> ran) {
        List<String> faults = new ArrayList<>();
        for (Ran job : ran) {
            if (job.cancelled()) {
                judgeCancelled(job, faults);
            } else if (!job.ending().equals(undisturbed.get(job.specimen()))) {
                faults.add("%s (%s, seed %d): %s, but undisturbed %s"
                        .formatted(
                                job.id(),
                                job.specimen().task(),
                                job.specimen().seed(),
                                job.ending(),
                                undisturbed.get(job.specimen())));
            }
        }
        return new Judgement(ran.size(), faults);
    }

    /** Whether nothing shows. */
    public boolean holds() {
        return faults.isEmpty();
    }

    private static void judgeCancelled(Ran job, List<String> faults) {
        if (job.ending().state() != JobPhase.CANCELLED) {
            faults.add("%s was cancelled long before its end, but %s".formatted(job.id(), job.ending()));
        }
    }
}
