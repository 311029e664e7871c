package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.worker.Order;
import java.time.Duration;

/** Where a run asks what it has to do. */
public interface Orders {

    /** Says that the run stands between two steps; what it has to do there. */
    Order at(long step);

    /** What it will have to do at the next boundary, as things stand. */
    Order pending();

    /** Says that the end of the job is about to be written: only a drop or the process's end may interfere now. */
    void ending();

    /** Waits so long, or less if something happens. */
    void rest(Duration time);
}
