package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.ledger.Stage;
import io.prompttuner.controller.message.Command;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Wish;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds jobs to workers and releases them.
 *
 * <p>To bind: reserve a worker, read the job's {@code steps} to the end (has it ended?), append {@code bound}, wait for
 * the acknowledgement, look at {@code terms} (am I still the one?), and only then tell the worker. So a newer controller
 * that has read the topics finds every attempt that any worker was ever told of.
 *
 * <p>An attempt has one share of the global batch. Another share is another attempt: it is bound in the same way, but to
 * those who hold the job already, and they enter it from memory.
 */
final class Bindings {

    private final Desk desk;
    private final WaitingLine line = new WaitingLine();

    Bindings(Desk desk) {
        this.desk = desk;
    }

    /** Whether the job should get a worker now. */
    boolean due(Job job) {
        return desk.phase() == Phase.COMMANDING
                && job.submitted().isPresent()
                && job.open().isEmpty()
                && job.end().isEmpty()
                && !job.isClosed()
                && !job.isCancelRequested()
                && job.crashesInARow() < Endings.MAX_CRASHES
                && wants(job, Wish.RUNNING);
    }

    /** Puts the job into the line, or takes it out. */
    void queue(Job job) {
        line.remove(job);
        if (job.isSettled() && due(job)) {
            job.submitted().ifPresent(known -> {
                line.add(known);
                desk.touchModel(known.spec().baseModel());
            });
        }
    }

    /** Nobody is meant to run any more until a newer scheduler says so. */
    void forgetWishes() {
        line.clear();
    }

    /** Brings free workers of this model and waiting jobs together. */
    void match(String baseModel) {
        Optional<Worker> free = desk.fleet.free(baseModel);
        while (free.isPresent()) {
            Optional<String> next = line.next(baseModel);
            if (next.isEmpty()) {
                return;
            }
            Optional<Job> job = next.flatMap(desk.jobs::find).filter(found -> found.isSettled() && due(found));
            if (job.isPresent()) {
                reserve(job.get(), free.get());
                free = desk.fleet.free(baseModel);
            }
        }
    }

    private void reserve(Job job, Worker worker) {
        worker.take(Duty.reserved(job.id()));
        desk.await(job, Stage.READING_BEFORE_BOUND, desk.out.readSteps(job.id()));
    }

    /** The job's steps are read: append {@code bound} if it still should and can be. */
    void bind(Job job) {
        List<Worker> reserved = desk.fleet.onDuty(job.id());
        Optional<Allocation> wish = desk.wishes.forJob(job.id());
        if (wish.isEmpty()
                || !due(job)
                || reserved.isEmpty()
                || !reserved.stream().allMatch(Worker::isReady)) {
            relieve(job);
            job.settle();
            desk.touch(job);
            return;
        }
        long attempt = job.mint(desk.term);
        Allocation obeyed = wish.get();
        reserved.forEach(worker -> worker.take(Duty.bound(job.id(), attempt, obeyed.batchScale())));
        desk.await(job, Stage.BOUND_SENT, record(job, bound(reserved, attempt, obeyed, null)));
    }

    /** The wish that asks those who are at work on the job for another share of the batch than they use, if one does. */
    Optional<Allocation> rescaled(Job job) {
        List<Worker> holders = desk.fleet.onDuty(job.id());
        boolean asUsual = desk.phase() == Phase.COMMANDING
                && job.open().isPresent()
                && job.end().isEmpty()
                && !job.isCancelRequested()
                && !holders.isEmpty()
                && holders.stream().allMatch(Worker::isAtWork);
        return desk.wishes
                .forJob(job.id())
                .filter(wish -> asUsual && wish.wish() == Wish.RUNNING)
                .filter(wish -> holders.stream()
                        .flatMap(worker -> worker.holding().stream())
                        .anyMatch(held -> held.batchScale() != wish.batchScale()));
    }

    /** Those who hold the job shall go on with it under a new attempt, from memory. */
    void beginAnew(Job job) {
        desk.await(job, Stage.READING_BEFORE_REBOUND, desk.out.readSteps(job.id()));
    }

    /** The job's steps are read: append {@code bound} for those who hold it if that is still what is wanted. */
    void rebind(Job job) {
        Optional<Allocation> wish = rescaled(job);
        if (wish.isEmpty()) {
            job.settle();
            desk.touch(job);
            return;
        }
        long attempt = job.mint(desk.term);
        double scale = wish.get().batchScale();
        List<Worker> holders = desk.fleet.onDuty(job.id());
        for (Worker worker : holders) {
            worker.holding().ifPresent(held -> worker.take(Duty.entered(held, attempt, scale)));
        }
        AssignmentEvent bound = bound(holders, attempt, wish.get(), "batch scale " + scale);
        desk.await(job, Stage.BOUND_SENT, record(job, bound));
    }

    /** {@code bound} is acknowledged: look at {@code terms}. */
    void look(Job job) {
        if (desk.setup.rules().lookBeforeTelling()) {
            desk.await(job, Stage.LOOKING_BEFORE_TELLING, desk.out.lookAtTerms());
        } else {
            tell(job);
        }
    }

    /** No higher term was claimed before {@code bound} stood in the log: the worker may be told. */
    void tell(Job job) {
        job.settle();
        if (job.end().isPresent()) {
            release(job, AssignmentReason.ENDED, "ended before the worker was told");
        } else if (wants(job, Wish.PAUSED)
                && desk.fleet.onDuty(job.id()).stream().noneMatch(Worker::isToEnter)) {
            release(job, AssignmentReason.YIELDED_TO_MORE_URGENT, "paused before the worker was told");
        } else {
            desk.fleet.onDuty(job.id()).forEach(worker -> assign(job, worker));
            desk.touch(job);
        }
    }

    /** Tells the worker of its duty; over a new stream again, since the old one may have lost it. */
    void assign(Job job, Worker worker) {
        Optional<Duty> duty = worker.duty();
        if (job.isSettled() && worker.isAttached() && duty.isPresent()) {
            Duty now = duty.get().told();
            worker.advance(now);
            job.submitted()
                    .ifPresent(known -> desk.tell(worker, new Command.Assign(known, now.attempt(), now.batchScale())));
        }
    }

    /** The workers of the job no longer hold it, or shall no longer be waited for. */
    void release(Job job, AssignmentReason reason, @Nullable String detail) {
        job.open().ifPresent(open -> {
            relieve(job);
            long ticket = record(job, released(job, open, reason, detail));
            desk.await(job, Stage.RELEASED_SENT, ticket);
            desk.touch(job);
        });
    }

    /** Says of a binding that another controller made and whose worker was never told, that it holds nothing. */
    void disown(Job job, AssignmentEvent foreign) {
        record(job, released(job, foreign.attempt(), AssignmentReason.NOT_ADOPTED, "bound by an older controller"));
    }

    /** Keeps what an older controller had bound. */
    void adopt(Job job, Binding open) {
        record(
                job,
                new AssignmentEvent(
                        AssignmentKind.BOUND,
                        job.id(),
                        desk.term,
                        open.attempt(),
                        open.workers(),
                        open.gpus(),
                        open.epoch(),
                        open.sequence(),
                        AssignmentReason.ADOPTED,
                        null));
        desk.touch(job);
    }

    /** Nothing more is to be said of this job: its workers are free of it, and are told to drop it if they hold it. */
    void relieve(Job job) {
        line.remove(job);
        for (Worker worker : desk.fleet.onDuty(job.id())) {
            worker.relieve();
            desk.touchModel(worker.baseModel());
        }
    }

    private AssignmentEvent bound(List<Worker> workers, long attempt, Allocation obeyed, @Nullable String detail) {
        return new AssignmentEvent(
                AssignmentKind.BOUND,
                obeyed.job(),
                desk.term,
                attempt,
                workers.stream().map(Worker::id).toList(),
                workers.stream().mapToInt(Worker::gpus).sum(),
                obeyed.epoch(),
                obeyed.sequence(),
                AssignmentReason.ALLOCATED,
                detail);
    }

    private AssignmentEvent released(Job job, Binding open, AssignmentReason reason, @Nullable String detail) {
        Optional<Allocation> obeyed = desk.wishes
                .forJob(job.id())
                .filter(wish -> reason == AssignmentReason.YIELDED_TO_MORE_URGENT && wish.wish() == Wish.PAUSED);
        return released(job, open.attempt(), reason, detail, obeyed);
    }

    private AssignmentEvent released(Job job, long attempt, AssignmentReason reason, @Nullable String detail) {
        return released(job, attempt, reason, detail, Optional.empty());
    }

    private AssignmentEvent released(
            Job job, long attempt, AssignmentReason reason, @Nullable String detail, Optional<Allocation> obeyed) {
        return new AssignmentEvent(
                AssignmentKind.RELEASED,
                job.id(),
                desk.term,
                attempt,
                List.of(),
                0,
                obeyed.map(Allocation::epoch).orElse(0L),
                obeyed.map(Allocation::sequence).orElse(0L),
                reason,
                detail);
    }

    private long record(Job job, AssignmentEvent event) {
        job.add(event);
        return desk.out.append(Topic.ASSIGNMENTS, event);
    }

    private boolean wants(Job job, Wish wanted) {
        return desk.wishes
                .forJob(job.id())
                .filter(wish -> wish.wish() == wanted)
                .isPresent();
    }
}
