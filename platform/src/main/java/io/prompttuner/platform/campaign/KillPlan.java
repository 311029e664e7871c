package io.prompttuner.platform.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whom to kill, in which order.
 *
 * @param rounds how often each kind of process dies
 * @param trees how often the whole tree dies
 * @param outages how often the broker is away for a minute
 */
public record KillPlan(int rounds, int trees, int outages) {

    /**
     * Round after round through all kinds, so that a part has lived for a while before it dies again and is not taken for
     * one that cannot live; the trees fall between the rounds, those that are left at the end; the outages come last.
     */
    public List<Target> order() {
        List<Target> order = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            order.addAll(Target.processes());
            if (round < trees) {
                order.add(Target.TREE);
            }
        }
        for (int tree = rounds; tree < trees; tree++) {
            order.add(Target.TREE);
        }
        order.addAll(Collections.nCopies(outages, Target.BROKER_AWAY));
        return order;
    }

    /** Before which of them a job is cancelled: the controller's last death if there is one, so that who carries it out dies. */
    public int cancelBefore() {
        List<Target> order = order();
        int last = order.lastIndexOf(Target.CONTROLLER);
        return last < 0 ? order.size() / 2 : last;
    }
}
