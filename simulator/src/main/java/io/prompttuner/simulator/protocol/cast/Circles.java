package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.trainer.worker.Team;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where those who share a job find each other: the network between workers. */
final class Circles {

    private final Map<String, TuningRun> present = new HashMap<>();

    void enter(String circle, String member, TuningRun run) {
        present.put(key(circle, member), run);
    }

    void leave(String circle, String member, TuningRun run) {
        present.remove(key(circle, member), run);
    }

    /** The run in this seat, if it is there. */
    Optional<TuningRun> in(Team team, Team.Seat seat) {
        return Optional.ofNullable(present.get(key(team.name(), seat.member()))).filter(TuningRun::isReachable);
    }

    private static String key(String circle, String member) {
        return circle + "/" + member;
    }
}
