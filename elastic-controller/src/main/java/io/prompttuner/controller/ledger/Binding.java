package io.prompttuner.controller.ledger;

import io.prompttuner.wire.event.AssignmentEvent;
import java.util.List;
import java.util.Optional;

/**
 * Who holds a job, and by whose word.
 *
 * @param term of the controller that said it last
 * @param epoch epoch of the allocation obeyed; 0 if none was
 * @param sequence sequence of the allocation obeyed; 0 if none was
 */
public record Binding(long attempt, long term, Group group, int gpus, long epoch, long sequence) {

    /** The binding after a record; whoever held the job before it and still does goes on with what it has in memory. */
    static Binding of(AssignmentEvent event, Optional<Group> before) {
        Group group = before.filter(known -> known.isEnteredBy(event))
                .map(known -> known.after(event))
                .orElseGet(() -> Group.founded(event));
        return new Binding(event.attempt(), event.term(), group, event.gpus(), event.epoch(), event.sequence());
    }

    /** What a single worker says that it holds, though no record told of it. */
    public static Binding found(long attempt, long term, String worker, int gpus) {
        var group = new Group(0, 0, List.of(new Group.Seat(worker, 0)));
        return new Binding(attempt, term, group, gpus, 0, 0);
    }

    /** Those who share it, oldest first. */
    public List<String> workers() {
        return group.workers();
    }
}
