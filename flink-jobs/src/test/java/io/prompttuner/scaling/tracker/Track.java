package io.prompttuner.scaling.tracker;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job being tracked in a test; its clock is the broker's. */
final class Track {

    private final Tracker tracker;
    final List<JobState> said = new ArrayList<>();
    final List<JobSituation> situations = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();
    final List<DeadLetter> strays = new ArrayList<>();
    int ignored;
    TrackState state = TrackState.UNKNOWN;

    Track() {
        this(Tracker.standard());
    }

    Track(Tracker tracker) {
        this.tracker = tracker;
    }

    Track take(JobFact... facts) {
        for (JobFact fact : facts) {
            note(tracker.take(state, fact, fact.origin().at()));
        }
        return this;
    }

    Track take(List<JobFact> facts) {
        return take(facts.toArray(new JobFact[0]));
    }

    Track tick(Instant now) {
        return note(tracker.tick(state, now));
    }

    Track jobsReadTo(Instant at) {
        return note(tracker.jobsReadTo(state, at));
    }

    JobState last() {
        return said.get(said.size() - 1);
    }

    private Track note(Tracked tracked) {
        state = tracked.state();
        ignored += tracked.taken() ? 0 : 1;
        add(said, tracked.said());
        add(situations, tracked.situation());
        add(outcomes, tracked.outcome());
        strays.addAll(tracked.strays());
        return this;
    }

    private static <T> void add(List<T> list, @Nullable T found) {
        if (found != null) {
            list.add(found);
        }
    }
}
