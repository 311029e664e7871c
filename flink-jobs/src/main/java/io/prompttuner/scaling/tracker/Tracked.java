package io.prompttuner.scaling.tracker;

import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a fact, or of time passing.
 *
 * @param state to be kept; {@link TrackState#isBlank blank} if there is nothing to keep
 * @param taken whether there was an effect on the state; what comes twice, late or from a zombie has none
 * @param said the job's state, if it is to be published now
 * @param situation what the scheduler has to know, if anything changed
 * @param outcome once, when the job is over
 * @param strays facts about a job that does not exist
 */
public record Tracked(
        TrackState state,
        boolean taken,
        @Nullable JobState said,
        @Nullable JobSituation situation,
        @Nullable Outcome outcome,
        List<DeadLetter> strays) {

    static Tracked unchanged(TrackState state) {
        return new Tracked(state, false, null, null, null, List.of());
    }

    static Tracked silently(TrackState state) {
        return new Tracked(state, true, null, null, null, List.of());
    }

    static Tracked stray(TrackState state, boolean changed, List<DeadLetter> strays) {
        return new Tracked(state, changed, null, null, null, strays);
    }
}
