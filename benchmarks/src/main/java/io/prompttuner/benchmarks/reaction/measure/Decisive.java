package io.prompttuner.benchmarks.reaction.measure;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.kafka.Position;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A report that was meant to change its job's allocation, and what came of it. */
final class Decisive {

    private final long sent;
    private final AtomicReference<@Nullable Position> position = new AtomicReference<>();
    private @Nullable Heard answer;

    Decisive(long sent) {
        this.sent = sent;
    }

    void appended(Position at) {
        position.set(at);
    }

    void answered(Heard heard) {
        answer = heard;
    }

    boolean isBetween(long from, long to) {
        return sent - from >= 0 && sent - to < 0;
    }

    boolean hasAnswer() {
        return answer != null;
    }

    /** Whether the allocation names this very report; else it was coalesced behind the fact that is named. */
    boolean isNamed() {
        Position at = position.get();
        Heard heard = answer;
        if (at == null || heard == null) {
            return false;
        }
        Allocation allocation = heard.allocation();
        Cause cause = allocation.cause();
        return cause.topic().equals(at.topic().fullName())
                && cause.partition() == at.partition()
                && cause.offset() == at.offset();
    }

    /** From its send to its answer. */
    long nanos() {
        Heard heard = answer;
        if (heard == null) {
            throw new IllegalStateException("no answer yet");
        }
        return heard.nanos() - sent;
    }
}
