package io.prompttuner.trainer.worker;

import java.util.List;
import java.util.stream.Stream;

/** What comes of a happening: the state after it, and what the shell has to do, in this order. */
public record Turn(WorkerState state, List<Effect> effects) {

    public Turn {
        effects = List.copyOf(effects);
    }

    static Turn quiet(WorkerState state) {
        return new Turn(state, List.of());
    }

    Turn then(Turn next) {
        return new Turn(
                next.state,
                Stream.concat(effects.stream(), next.effects.stream()).toList());
    }
}
