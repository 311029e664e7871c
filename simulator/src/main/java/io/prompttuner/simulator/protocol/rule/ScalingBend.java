package io.prompttuner.simulator.protocol.rule;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.PoolTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What schedulers would say without some rule: of what they say, the rest is lost on its way. */
public final class ScalingBend {

    private final Predicate<Rule> rules;
    private final Set<Event> said = new HashSet<>();
    private final Map<String, Allocation> wishes = new HashMap<>();
    private final Map<String, PoolTarget> targets = new HashMap<>();

    /**
     * Nothing seen yet.
     *
     * @param rules those in force
     */
    public ScalingBend(Predicate<Rule> rules) {
        this.rules = rules;
    }

    /** What the topic gets of this event of anybody; empty if nothing. */
    public Optional<Event> of(Event event) {
        boolean lost = (event instanceof Allocation wish && isLost(wish))
                || (event instanceof PoolTarget target && isLost(target));
        return lost ? Optional.empty() : Optional.of(event);
    }

    private boolean isLost(Allocation wish) {
        Allocation before = wishes.get(wish.job());
        boolean inherited = before != null
                && before.epoch() < wish.epoch()
                && before.wish() == wish.wish()
                && before.workers() == wish.workers();
        boolean lost = isLost(wish, inherited);
        if (!lost) {
            wishes.put(wish.job(), wish);
        }
        return lost;
    }

    private boolean isLost(PoolTarget target) {
        PoolTarget before = targets.get(target.baseModel());
        boolean inherited = before != null && before.epoch() < target.epoch() && before.workers() == target.workers();
        boolean lost = isLost(target, inherited);
        if (!lost) {
            targets.put(target.baseModel(), target);
        }
        return lost;
    }

    private boolean isLost(Event event, boolean inherited) {
        boolean again = !said.add(event);
        return (again && !rules.test(Rule.RESTATED)) || (inherited && !rules.test(Rule.RESTATED_ANEW));
    }
}
