package io.prompttuner.simulator.protocol.rule;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.StepEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one controller would see, say and look at without some rule. */
public final class ControllerBend {

    private final Predicate<Rule> rules;
    private final Map<String, Long> highestTerms = new HashMap<>();
    private final Map<String, Long> highestAttempts = new HashMap<>();
    private final Map<String, Long> savedAttempts = new HashMap<>();
    private final Set<Long> bindings = new HashSet<>();

    /**
     * Nothing seen yet.
     *
     * @param rules those in force
     */
    public ControllerBend(Predicate<Rule> rules) {
        this.rules = rules;
    }

    /** What it takes a record for. */
    public @Nullable Event read(@Nullable Event event) {
        if (event instanceof AssignmentEvent record) {
            highestAttempts.merge(record.job(), record.attempt(), Math::max);
            long term = highestTerms.merge(record.job(), record.term(), Math::max);
            boolean believes = term > record.term() && !rules.test(Rule.VOID_BELOW_A_HIGHER_TERM);
            return believes ? under(term, record) : record;
        }
        if (event instanceof StepEvent report && report.checkpointed() != null) {
            savedAttempts.put(report.job(), report.attempt());
        }
        return event;
    }

    /** What it writes when it wants to append this; empty if nothing. */
    public Optional<Event> write(Effect.Append append) {
        @Nullable Event event = append.event();
        if (event instanceof AssignmentEvent record && record.kind() == AssignmentKind.BOUND) {
            bindings.add(append.ticket());
            boolean lost = record.reason() == AssignmentReason.ADOPTED && !rules.test(Rule.BOUND_WHEN_ADOPTED);
            return lost ? Optional.empty() : Optional.of(record);
        } else if (event instanceof StepEvent end && !rules.test(Rule.END_ABOVE_ALL)) {
            return Optional.of(under(savedAttempts, end));
        } else if (event instanceof StepEvent end && !rules.test(Rule.END_NEWLY_MINTED)) {
            return Optional.of(under(highestAttempts, end));
        }
        return Optional.ofNullable(event);
    }

    /**
     * Whether it really looks at {@code terms} when it wants to.
     *
     * @param cause what made it want to: a tick where it looks after pools, an acknowledged {@code bound} where it is to
     *     tell a worker, anything else where it is to write an end
     */
    public boolean looks(Input cause) {
        boolean binds = cause instanceof Input.Done done && bindings.contains(done.ticket());
        return binds || cause instanceof Input.Tick || rules.test(Rule.LOOK_BEFORE_ENDING);
    }

    private static AssignmentEvent under(long term, AssignmentEvent record) {
        return new AssignmentEvent(
                record.kind(),
                record.job(),
                term,
                record.attempt(),
                record.generation(),
                record.workers(),
                record.numerics(),
                record.gpus(),
                record.epoch(),
                record.sequence(),
                record.reason(),
                record.detail());
    }

    private static StepEvent under(Map<String, Long> attempts, StepEvent end) {
        long attempt = attempts.getOrDefault(end.job(), 0L);
        return new StepEvent(
                end.kind(), end.job(), attempt, end.step(), end.author(), null, null, null, null, end.ended());
    }
}
