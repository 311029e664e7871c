package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Claims of the right to command. The offset of a claim is its term: it rises strictly, needs no clock, and is never
 * restored from anywhere; whoever reads a higher claim of its own role stops.
 */
public final class TermClaims implements AutoCloseable {

    private final EventWriter writer;
    private final LogReader reader;
    private final Map<Role, Long> highest = new EnumMap<>(Role.class);

    private TermClaims(EventWriter writer, LogReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    public static TermClaims connect(KafkaConnection connection) {
        return new TermClaims(
                EventWriter.connect(connection, Duration.ZERO), LogReader.fromStart(connection, List.of(Topic.TERMS)));
    }

    /**
     * Claims a new term and returns it once the broker has it.
     *
     * @param identity the claimant's own, never used twice
     */
    public long claim(Role role, String identity) {
        return writer.append(Topic.TERMS, new TermClaim(role, identity)).offset();
    }

    /** The highest term claimed by this role so far: reads all claims that were there before the call. */
    public synchronized OptionalLong highest(Role role) {
        reader.readToEnd(this::take);
        Long term = highest.get(role);
        return term == null ? OptionalLong.empty() : OptionalLong.of(term);
    }

    @Override
    public synchronized void close() {
        writer.close();
        reader.close();
    }

    private void take(Received<Event> received) {
        received.as(TermClaim.class)
                .body()
                .match(
                        claim -> highest.merge(claim.role(), received.offset(), Math::max),
                        () -> null, // nobody writes tombstones here
                        unreadable -> null);
    }
}
