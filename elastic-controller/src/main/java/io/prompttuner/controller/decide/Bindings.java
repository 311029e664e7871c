package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Group;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.ledger.Stage;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Team;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds jobs to workers and releases them.
 *
 * <p>To bind: reserve workers, read the job's {@code steps} to the end (has it ended?), append {@code bound}, wait for the
 * acknowledgement, look at {@code terms} (am I still the one?), and only then tell the workers. So a newer controller that
 * has read the topics finds every attempt that any worker was ever told of.
 *
 * <p>Another share of the batch, and the loss of one of several workers, take another attempt: it is bound in the same way,
 * but to those who hold the job already, and they enter it from memory. More workers, or fewer, take a {@code resized} in
 * the same way, and no other attempt ({@link Sharing}).
 */
final class Bindings {

    private final Desk desk;
    private final AssignmentLog log;
    private final Sharing sharing;
    private final WaitingLine line = new WaitingLine();

    /** Jobs of which it was said that no free worker computes as they need it. */
    private final Set<String> stranded = new HashSet<>();

    Bindings(Desk desk) {
        this.desk = desk;
        this.log = new AssignmentLog(desk);
        this.sharing = new Sharing(desk);
    }

    /** Puts the job into the line of those that lack workers, or takes it out. */
    void queue(Job job) {
        line.remove(job);
        if (job.isSettled() && lack(job) > 0) {
            job.submitted().ifPresent(known -> {
                line.add(known, job.open().isPresent());
                desk.touchModel(known.spec().baseModel());
            });
        }
    }

    /** Nobody is meant to run any more until a newer scheduler says so. */
    void forgetWishes() {
        line.clear();
    }

    /** Brings free workers of this model and jobs that lack some together. */
    void match(String baseModel) {
        List<Worker> free = new ArrayList<>(desk.fleet.free(baseModel));
        for (String id : free.isEmpty() ? List.<String>of() : line.waiting(baseModel)) {
            Optional<Job> job = desk.jobs.find(id).filter(Job::isSettled);
            job.ifPresent(found -> free.removeAll(reserve(found, free)));
        }
    }

    /** As many of these as the job lacks, and as compute the same bits. */
    private List<Worker> reserve(Job job, List<Worker> free) {
        int lack = Math.max(0, lack(job));
        if (lack == 0 || free.isEmpty()) {
            return List.of();
        }
        String alike = numerics(job).orElse(free.get(0).numerics());
        List<Worker> chosen = free.stream()
                .filter(worker -> worker.numerics().equals(alike))
                .limit(lack)
                .toList();
        if (!chosen.isEmpty()) {
            line.remove(job);
            chosen.forEach(worker -> worker.take(Duty.reserved(job.id())));
            read(job, job.open().isPresent() ? Stage.READING_BEFORE_CHANGE : Stage.READING_BEFORE_BOUND);
        } else if (job.open().isEmpty() && stranded.add(job.id())) {
            desk.out.add(new Effect.Warn(("job %s waits for a worker that computes as those before (%s); the free ones"
                            + " do not (%s), and the same prompt could not be promised")
                    .formatted(job.id(), alike, free.get(0).numerics())));
        }
        return chosen;
    }

    /** With what the job has to go on, once it has begun: as those who share it do, or as those did who held it last. */
    private Optional<String> numerics(Job job) {
        Optional<String> shared = job.open()
                .flatMap(open -> sharing.members(job, open).stream()
                        .map(Worker::numerics)
                        .findFirst());
        return shared.or(() -> desk.setup.mixedNumerics() ? Optional.empty() : job.numerics());
    }

    private int lack(Job job) {
        if (due(job)) {
            return desk.wishes
                    .forJob(job.id())
                    .map(wish -> Math.max(1, wish.workers()))
                    .orElse(0);
        }
        return desk.phase() == Phase.COMMANDING ? sharing.lack(job) : 0;
    }

    /** Whether the job should get its first workers now. */
    private boolean due(Job job) {
        return desk.phase() == Phase.COMMANDING
                && job.submitted().isPresent()
                && job.open().isEmpty()
                && job.end().isEmpty()
                && !job.isClosed()
                && !job.isCancelRequested()
                && job.crashesInARow() < Endings.MAX_CRASHES
                && wants(job, Wish.RUNNING);
    }

    /** Begins to change who holds the job, if that is due. */
    boolean change(Job job) {
        boolean due = job.isSettled() && sharing.due(job).isPresent();
        if (due) {
            read(job, Stage.READING_BEFORE_CHANGE);
        }
        return due;
    }

    private void read(Job job, Stage stage) {
        stranded.remove(job.id());
        desk.await(job, stage, desk.out.readSteps(job.id()));
    }

    /** The job's steps are read: append {@code bound} if it still should and can be. */
    void bind(Job job) {
        List<Worker> ready =
                desk.fleet.onDuty(job.id()).stream().filter(Worker::isReady).toList();
        Optional<Allocation> wish = desk.wishes.forJob(job.id()).filter(wanted -> due(job));
        if (wish.isEmpty() || ready.isEmpty()) {
            relieve(job);
            job.settle();
            desk.touch(job);
            return;
        }
        Allocation obeyed = wish.get();
        List<Worker> members = ready.subList(0, Math.min(ready.size(), Math.max(1, obeyed.workers())));
        carryOut(job, new Change(AssignmentKind.BOUND, members, obeyed.batchScale(), AssignmentReason.ALLOCATED, null));
    }

    /** The job's steps are read: append what changes those who hold it if that is still what is wanted. */
    void carryOut(Job job) {
        Optional<Change> change = sharing.due(job);
        if (change.isEmpty()) {
            desk.fleet.onDuty(job.id()).stream().filter(Worker::isReserved).forEach(this::relieve);
            job.settle();
            desk.touch(job);
            return;
        }
        carryOut(job, change.get());
    }

    private void carryOut(Job job, Change change) {
        long attempt = change.isNewAttempt()
                ? job.mint(desk.term)
                : job.open().orElseThrow().attempt();
        int generation =
                change.isNewAttempt() ? 0 : job.open().orElseThrow().group().change(attempt) + 1;
        for (Worker worker : desk.fleet.onDuty(job.id())) {
            Duty duty = worker.duty().orElseThrow();
            if (!change.members().contains(worker)) {
                leave(worker, duty);
            } else if (!duty.isMembers()) {
                worker.take(Duty.bound(job.id(), attempt, change.batchScale()));
            } else if (change.isNewAttempt()) {
                worker.take(duty.entering(attempt, change.batchScale()));
            }
        }
        desk.await(job, Stage.BOUND_SENT, log.changed(job, change, attempt, generation));
    }

    /** Not among those who share it next: one that has a part in it goes when it is told, any other at once. */
    private void leave(Worker worker, Duty duty) {
        if (duty.isMembers()) {
            worker.take(duty.leaving());
        } else if (duty.stage() != Duty.Stage.LEAVING) {
            relieve(worker);
        }
    }

    /** The record is acknowledged: look at {@code terms}. */
    void look(Job job) {
        if (desk.setup.rules().lookBeforeTelling()) {
            desk.await(job, Stage.LOOKING_BEFORE_TELLING, desk.out.lookAtTerms());
        } else {
            tell(job);
        }
    }

    /** No higher term was claimed before the record stood in the log: the workers may be told. */
    void tell(Job job) {
        job.settle();
        List<Worker> workers = desk.fleet.onDuty(job.id());
        boolean untold = workers.stream()
                .allMatch(worker -> worker.duty()
                        .filter(duty -> duty.stage() == Duty.Stage.BOUND && duty.from() == 0)
                        .isPresent());
        if (job.end().isPresent()) {
            release(job, AssignmentReason.ENDED, "ended before the worker was told");
        } else if (untold && wants(job, Wish.PAUSED)) {
            release(job, AssignmentReason.YIELDED_TO_MORE_URGENT, "paused before the worker was told");
        } else {
            workers.forEach(worker -> tell(job, worker));
            desk.touch(job);
        }
    }

    private void tell(Job job, Worker worker) {
        if (worker.duty().filter(duty -> duty.stage() == Duty.Stage.BOUND).isPresent()) {
            assign(job, worker);
        } else {
            resize(job, worker);
        }
    }

    /** Tells the worker of its duty; over a new stream again, since the old one may have lost it. */
    void assign(Job job, Worker worker) {
        Optional<Duty> duty = worker.duty();
        Optional<Binding> open = job.open();
        if (job.isSettled() && worker.isAttached() && duty.isPresent() && open.isPresent()) {
            Duty now = duty.get().told();
            worker.advance(now);
            Team team = team(job, open.get().group());
            job.submitted()
                    .ifPresent(known ->
                            desk.tell(worker, new Command.Assign(known, now.attempt(), now.batchScale(), team)));
        }
    }

    /** Tells the worker who shares the job by now, whether it is one of them or no longer. */
    void resize(Job job, Worker worker) {
        if (job.isSettled() && desk.phase() == Phase.COMMANDING) {
            job.open()
                    .ifPresent(open ->
                            desk.tell(worker, new Command.Resize(job.id(), open.attempt(), team(job, open.group()))));
        }
    }

    private Team team(Job job, Group group) {
        return new Team(
                "%s@%d".formatted(job.id(), group.founded()),
                group.generation(),
                group.seats().stream()
                        .map(seat -> new Team.Seat(
                                seat.worker(),
                                "%s@%d".formatted(seat.worker(), seat.since()),
                                desk.fleet
                                        .find(seat.worker())
                                        .map(Worker::address)
                                        .orElse("")))
                        .toList());
    }

    /**
     * A worker no longer has its part in the job, or shall no longer be waited for. The last one releases the job. Where
     * others go on, they need another attempt unless it went in good order.
     */
    void depart(Job job, Worker worker, AssignmentReason reason, @Nullable String detail) {
        Optional<Binding> open = job.open();
        Optional<Duty> duty = worker.duty();
        if (open.isEmpty() || duty.isEmpty() || duty.get().stage() == Duty.Stage.GONE) {
            return;
        }
        if (open.get().workers().contains(worker.id())) {
            worker.take(duty.get().gone()); // free only once the log no longer names it
        } else {
            relieve(worker);
        }
        if (sharing.members(job, open.get()).isEmpty()) {
            release(job, reason, detail);
        } else {
            if (duty.get().attempt() == open.get().attempt() && !isInGoodOrder(reason)) {
                job.departed(reason, detail);
            }
            desk.touch(job);
        }
    }

    private static boolean isInGoodOrder(AssignmentReason reason) {
        return switch (reason) {
            case YIELDED_TO_MORE_URGENT, DRAINED, ENDED -> true;
            case ALLOCATED, ADOPTED, WORKER_LOST, NOT_ADOPTED, WORKER_FAILED -> false;
        };
    }

    /** The workers of the job no longer hold it, or shall no longer be waited for. */
    void release(Job job, AssignmentReason reason, @Nullable String detail) {
        job.open().ifPresent(open -> {
            relieve(job);
            desk.await(job, Stage.RELEASED_SENT, log.released(job, open.attempt(), reason, detail));
            desk.touch(job);
        });
    }

    /** Says of a binding that another controller made and whose worker was never told, that it holds nothing. */
    void disown(Job job, AssignmentEvent foreign) {
        log.released(job, foreign.attempt(), AssignmentReason.NOT_ADOPTED, "bound by an older controller");
    }

    /** Keeps what an older controller had bound. */
    void adopt(Job job, Binding open) {
        log.adopted(job, open);
        desk.touch(job);
    }

    /** The job has ended and nobody holds it: from here on nothing about it counts any more. */
    void close(Job job) {
        if (desk.setup.rules().closing()) {
            log.closed(job);
        }
    }

    /** Nothing more is to be said of this job: its workers are free of it, and are told to drop it if they hold it. */
    void relieve(Job job) {
        line.remove(job);
        stranded.remove(job.id());
        desk.fleet.onDuty(job.id()).forEach(this::relieve);
    }

    private void relieve(Worker worker) {
        worker.relieve();
        desk.touchModel(worker.baseModel());
    }

    private boolean wants(Job job, Wish wanted) {
        return desk.wishes
                .forJob(job.id())
                .filter(wish -> wish.wish() == wanted)
                .isPresent();
    }
}
