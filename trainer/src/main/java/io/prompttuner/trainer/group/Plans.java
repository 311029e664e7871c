package io.prompttuner.trainer.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plans a member has heard of, and which of them is in force. */
final class Plans {

    private final List<Plan> known = new ArrayList<>();

    void add(Plan plan) {
        if (!known.contains(plan)) {
            known.add(plan);
        }
    }

    /** The plan with most authority among those for this round; older ones are forgotten. */
    Optional<Plan> inForce(long round) {
        Optional<Plan> best =
                known.stream().filter(plan -> plan.from() <= round).max(Plan.BY_AUTHORITY);
        best.ifPresent(force -> known.removeIf(plan -> Plan.BY_AUTHORITY.compare(plan, force) < 0));
        return best;
    }

    /** A number above every plan's that is known. */
    long nextNumber() {
        return known.stream().mapToLong(Plan::number).max().orElse(0) + 1;
    }
}
