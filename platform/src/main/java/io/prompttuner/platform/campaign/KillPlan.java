package io.prompttuner.platform.campaign;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom to kill, in which order.
 *
 * @param rounds how often each kind of process dies
 * @param trees how often the whole tree dies
 */
public record KillPlan(int rounds, int trees) {

    /**
     * Round after round through all kinds, so that a part has lived for a while before it dies again and is not taken for
     * one that cannot live; the trees fall between the rounds, those that are left at the end.
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
        return order;
    }
}
