package io.prompttuner.controller.loop;

import io.prompttuner.controller.message.Effect;

/** The streams of attached workers. */
public interface WorkerStreams {

    /** Tells a worker over its newest stream; nothing happens if it has none. */
    void tell(Effect.Tell tell);
}
