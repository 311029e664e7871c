package io.prompttuner.trainer.worker.attempt;

import org.jspecify.annotations.Nullable;

/** Says how much memory a worker takes, for its reports. */
public interface MemoryGauge {

    /** What is resident now; nothing where the system does not tell. Read at every step, so it must be quick. */
    @Nullable Long residentMiB();
}
