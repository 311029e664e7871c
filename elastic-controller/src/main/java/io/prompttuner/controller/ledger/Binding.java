package io.prompttuner.controller.ledger;

import io.prompttuner.wire.event.AssignmentEvent;
import java.util.List;

/**
 * Who holds a job, and by whose word.
 *
 * @param term of the controller that said it last
 * @param workers one for now; several share a job later
 * @param epoch epoch of the allocation obeyed; 0 if none was
 * @param sequence sequence of the allocation obeyed; 0 if none was
 */
public record Binding(long attempt, long term, List<String> workers, int gpus, long epoch, long sequence) {

    static Binding of(AssignmentEvent event) {
        return new Binding(
                event.attempt(), event.term(), event.workers(), event.gpus(), event.epoch(), event.sequence());
    }
}
