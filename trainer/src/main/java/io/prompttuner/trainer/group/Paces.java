package io.prompttuner.trainer.group;

import io.prompttuner.trainer.group.Message.Effort;
import io.prompttuner.trainer.group.Plan.Pace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How fast members have been lately, by the seconds that a leaf of a step took them. */
final class Paces {

    /** A member that was given nothing to do is not measured: little by little it is thought like the others again. */
    private static final double FORGIVEN = 0.02;

    private final Map<String, MovingAverage> known = new HashMap<>();

    void measured(String member, Effort effort) {
        if (effort.leaves() > 0 && effort.seconds() > 0) {
            known.computeIfAbsent(member, name -> new MovingAverage()).add(effort.seconds() / effort.leaves());
        } else if (known.containsKey(member)) {
            known.get(member).drift(usual(), FORGIVEN);
        }
    }

    /** What is known of these; whoever was never measured is thought like the others. */
    List<Pace> of(List<String> members) {
        double usual = usual();
        return members.stream()
                .map(member -> {
                    MovingAverage pace = known.get(member);
                    return new Pace(member, pace == null ? usual : pace.mean());
                })
                .toList();
    }

    private double usual() {
        return known.values().stream()
                .mapToDouble(MovingAverage::mean)
                .average()
                .orElse(1);
    }
}
