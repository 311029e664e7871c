package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.PoolPlanner;
import io.prompttuner.controller.fleet.PoolPlanner.Plan;
import io.prompttuner.wire.event.PoolTarget;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings each pool to its size. {@code terms} is looked at before processes are started or stopped: they can't tell an
 * older controller from a newer one, as workers can.
 */
final class Pools {

    private final Desk desk;
    private final Roster roster;
    private final PoolPlanner planner;
    private long look;
    private int started;

    Pools(Desk desk, Roster roster) {
        this.desk = desk;
        this.roster = roster;
        this.planner = new PoolPlanner(desk.setup);
    }

    /** Asks for a look at {@code terms} if there is anything to do. */
    void review() {
        if (desk.phase() == Phase.COMMANDING && look == 0 && !plan().isEmpty()) {
            look = desk.out.lookAtTerms();
        }
    }

    boolean awaits(long ticket) {
        return look == ticket;
    }

    /** Still in charge: does what is to be done by now. */
    void act() {
        look = 0;
        Plan plan = plan();
        plan.unload().forEach(id -> desk.fleet.find(id).ifPresent(roster::stop));
        plan.load().forEach(model -> roster.start("w-%d-%d".formatted(desk.term, ++started), model));
    }

    private Plan plan() {
        Map<String, Integer> targets = desk.wishes.pools().values().stream()
                .collect(Collectors.toMap(PoolTarget::baseModel, PoolTarget::workers));
        return planner.plan(targets, desk.fleet, roster::mayStart);
    }
}
