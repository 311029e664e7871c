package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.scaling.tracker.TrackState;
import io.prompttuner.scaling.tracker.Tracked;
import io.prompttuner.scaling.tracker.Tracker;
import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.simulator.protocol.log.Topics;
import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.StepEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a tracker without a memory read the topics again, each at a pace of its own, so that it may speak at any pair of
 * positions at which one could: it must say the same.
 */
public final class Replays {

    private static final int TIMES = 3;
    private static final List<Topic> SOURCES = List.of(Topic.JOBS, Topic.CANCELS, Topic.STEPS, Topic.ASSIGNMENTS);

    private final Topics topics;
    private final Tracker tracker;
    private final Findings findings;

    public Replays(Topics topics, Tracker tracker, Findings findings) {
        this.topics = topics;
        this.tracker = tracker;
        this.findings = findings;
    }

    void compare(Outcome outcome, Chance chance) {
        for (int n = 0; n < TIMES; n++) {
            @Nullable Outcome again = replay(outcome.job(), chance);
            findings.check(
                    outcome.equals(again),
                    Property.ONE_OUTCOME,
                    () -> "a replay says %s instead of %s".formatted(again, outcome));
        }
    }

    private @Nullable Outcome replay(String job, Chance chance) {
        List<Deque<Entry>> sources = new ArrayList<>();
        for (Topic topic : SOURCES) {
            sources.add(new ArrayDeque<>(topics.partition(topic, job).left().stream()
                    .filter(entry -> entry.key().equals(job))
                    .toList()));
        }
        TrackState state = TrackState.UNKNOWN;
        sources.removeIf(Deque::isEmpty);
        while (!sources.isEmpty()) {
            Deque<Entry> source = chance.pick(sources);
            for (int n = chance.between(1, source.size()); n > 0; n--) {
                Entry entry = source.remove();
                Tracked tracked = tracker.take(state, fact(entry), entry.at());
                state = tracked.state();
                if (tracked.outcome() != null) {
                    return tracked.outcome();
                }
            }
            sources.removeIf(Deque::isEmpty);
        }
        return null;
    }

    /** The record as the tracker takes it. */
    public static JobFact fact(Entry entry) {
        Instant at = entry.at();
        var origin = new Origin(entry.topic().fullName(), entry.partition(), entry.offset(), at);
        if (entry.event() instanceof JobSubmitted job) {
            return JobFact.of(origin, job);
        } else if (entry.event() instanceof CancelRequested cancel) {
            return JobFact.of(origin, cancel);
        } else if (entry.event() instanceof StepEvent report) {
            return JobFact.of(origin, report);
        } else if (entry.event() instanceof AssignmentEvent assignment) {
            return JobFact.of(origin, assignment);
        }
        throw new IllegalArgumentException("no fact about a job: " + entry);
    }
}
