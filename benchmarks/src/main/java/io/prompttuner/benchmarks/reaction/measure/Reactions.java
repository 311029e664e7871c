package io.prompttuner.benchmarks.reaction.measure;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.kafka.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings reports and allocations together. Times are those at which a report was to be sent, so that a sender that is held
 * up makes reactions longer, not fewer. All but {@link #appended} is for one thread.
 */
public final class Reactions {

    private final SendTimes times = new SendTimes();
    private final List<Heard> answers = new ArrayList<>();
    private final List<Decisive> decisives = new ArrayList<>();
    private final Map<String, Decisive> waiting = new HashMap<>();
    private final List<Long> delays = new ArrayList<>();
    private long from;
    private long to;

    /** From now on counts what is to be sent in this time. */
    public void count(long fromNanos, long toNanos) {
        from = fromNanos;
        to = toNanos;
    }

    /** A report is handed over to the client, which may be later than it should have been. */
    public void sent(long due, long now) {
        if (counts(due)) {
            delays.add(Math.max(0, now - due));
        }
    }

    /** Such a report is meant to change the allocation of this job; returns who is to be told where it stands. */
    public Consumer<Position> decides(String job, long due) {
        var decisive = new Decisive(due);
        decisives.add(decisive);
        waiting.put(job, decisive);
        return decisive::appended;
    }

    /** The broker has a report. From any thread. */
    public void appended(Position position, long due) {
        times.put(position, due);
    }

    /** An allocation was heard for the first time. */
    public void heard(Heard heard) {
        answers.add(heard);
        if (heard.allocation().wish() != Wish.RUNNING) {
            Decisive decisive = waiting.remove(heard.allocation().job());
            if (decisive != null) {
                decisive.answered(heard);
            }
        }
    }

    /** Whether a report that counts still has no answer. */
    public boolean isWaiting() {
        return decisives.stream().anyMatch(decisive -> decisive.isBetween(from, to) && !decisive.hasAnswer());
    }

    public Figures figures(int rate, long seconds, Latencies bare) {
        List<Decisive> counted = decisives.stream()
                .filter(decisive -> decisive.isBetween(from, to))
                .toList();
        List<Decisive> answered = counted.stream().filter(Decisive::hasAnswer).toList();
        int named = (int) answered.stream().filter(Decisive::isNamed).count();
        var causes = new Causes();
        answers.forEach(causes::take);
        return new Figures(
                rate,
                seconds,
                delays.size(),
                counted.size(),
                named,
                answered.size() - named,
                counted.size() - answered.size(),
                causes.plans.size(),
                Latencies.ofNanos(causes.nanos),
                Latencies.ofNanos(answered.stream().map(Decisive::nanos).toList()),
                bare,
                Latencies.ofNanos(delays));
    }

    private boolean counts(long due) {
        return due - from >= 0 && due - to < 0;
    }

    /** Allocations whose cause is a report that counts. */
    private final class Causes {
        private final List<Long> nanos = new ArrayList<>();
        private final Set<Long> plans = new HashSet<>();

        void take(Heard heard) {
            Cause cause = heard.allocation().cause();
            if (!cause.topic().equals(Topic.STEPS.fullName())) {
                return;
            }
            OptionalLong due = times.at(cause.partition(), cause.offset());
            if (due.isPresent() && counts(due.getAsLong())) {
                nanos.add(heard.nanos() - due.getAsLong());
                plans.add(heard.allocation().sequence());
            }
        }
    }
}
