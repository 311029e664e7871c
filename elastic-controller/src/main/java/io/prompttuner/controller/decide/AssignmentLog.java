package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Wish;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes who holds which job, under the own term, and counts at once what it has written. */
final class AssignmentLog {

    private final Desk desk;

    AssignmentLog(Desk desk) {
        this.desk = desk;
    }

    /** Those of a change hold the job from now on; the ticket of the record. */
    long changed(Job job, Change change, long attempt, int generation) {
        Optional<Allocation> obeyed = running(job);
        return record(
                job,
                new AssignmentEvent(
                        change.kind(),
                        job.id(),
                        desk.term,
                        attempt,
                        generation,
                        change.ids(),
                        change.numerics(),
                        change.gpus(),
                        obeyed.map(Allocation::epoch).orElse(0L),
                        obeyed.map(Allocation::sequence).orElse(0L),
                        change.reason(),
                        change.detail()));
    }

    /** Keeps what an older controller had bound. */
    void adopted(Job job, Binding open) {
        record(
                job,
                new AssignmentEvent(
                        AssignmentKind.BOUND,
                        job.id(),
                        desk.term,
                        open.attempt(),
                        open.group().change(open.attempt()),
                        open.workers(),
                        job.numerics().or(() -> numerics(open)).orElse(null),
                        open.gpus(),
                        open.epoch(),
                        open.sequence(),
                        AssignmentReason.ADOPTED,
                        null));
    }

    /** Nobody holds the attempt any more; the ticket of the record. */
    long released(Job job, long attempt, AssignmentReason reason, @Nullable String detail) {
        Optional<Allocation> obeyed = desk.wishes
                .forJob(job.id())
                .filter(wish -> reason == AssignmentReason.YIELDED_TO_MORE_URGENT && wish.wish() == Wish.PAUSED);
        return record(
                job,
                new AssignmentEvent(
                        AssignmentKind.RELEASED,
                        job.id(),
                        desk.term,
                        attempt,
                        null,
                        List.of(),
                        null,
                        0,
                        obeyed.map(Allocation::epoch).orElse(0L),
                        obeyed.map(Allocation::sequence).orElse(0L),
                        reason,
                        detail));
    }

    /** Nothing about the job counts any more. */
    void closed(Job job) {
        record(
                job,
                new AssignmentEvent(
                        AssignmentKind.CLOSED,
                        job.id(),
                        desk.term,
                        0,
                        null,
                        List.of(),
                        null,
                        0,
                        0,
                        0,
                        AssignmentReason.ENDED,
                        null));
    }

    /** What those say who hold it, where no record told. */
    private Optional<String> numerics(Binding open) {
        return open.workers().stream()
                .flatMap(id -> desk.fleet.find(id).stream())
                .map(Worker::numerics)
                .findFirst();
    }

    private Optional<Allocation> running(Job job) {
        return desk.wishes.forJob(job.id()).filter(wish -> wish.wish() == Wish.RUNNING);
    }

    private long record(Job job, AssignmentEvent event) {
        job.add(event);
        return desk.out.append(Topic.ASSIGNMENTS, event);
    }
}
