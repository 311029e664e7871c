package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Input.Heard;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.message.WorkerMessage.Attached;
import io.prompttuner.controller.message.WorkerMessage.Failed;
import io.prompttuner.controller.message.WorkerMessage.Heartbeat;
import io.prompttuner.controller.message.WorkerMessage.LetGo;
import io.prompttuner.wire.event.AssignmentReason;
import java.util.Optional;

/**
 * Hears what workers say and compares it with what they are meant to hold: the attempt that the log has as bound to them.
 * Any other attempt they are told to drop, also one that was released and is still the newest.
 */
final class Conversations {

    /** So many heartbeats after it was told, a worker must hold its job. */
    private static final int PATIENCE = 8;

    private final Desk desk;
    private final Bindings bindings;
    private final Adoption adoption;
    private final Roster roster;

    Conversations(Desk desk, Bindings bindings, Adoption adoption, Roster roster) {
        this.desk = desk;
        this.bindings = bindings;
        this.adoption = adoption;
        this.roster = roster;
    }

    void hear(Heard heard) {
        heard.message().accept(new Listener(heard));
    }

    /** Answers a worker that attached before this controller had read the topics. */
    void greet(Worker worker) {
        if (worker.isAttached()) {
            acknowledge(worker);
            reconcile(worker, true);
        }
    }

    private void attached(Heard heard, Attached message) {
        if (message.term() > desk.term) {
            desk.stepDown("worker %s has obeyed term %d".formatted(heard.worker(), message.term()));
            return;
        }
        Worker worker = desk.fleet.enter(heard.worker(), message.baseModel(), message.gpus(), desk.now());
        worker.attach(heard.stream(), message, desk.now());
        if (!desk.setup.serves(message.baseModel(), message.baseModelHash())) {
            roster.reject(worker, "its base model is not the one in the catalogue");
        } else if (desk.phase() != Phase.READING) {
            greet(worker);
        }
    }

    private void heartbeat(Worker worker, Heartbeat message) {
        worker.heard(message.holding(), desk.now());
        if (desk.phase() != Phase.READING) {
            acknowledge(worker);
            reconcile(worker, false);
        }
    }

    private void letGo(Worker worker, LetGo message) {
        worker.heard(null, desk.now());
        desk.touchModel(worker.baseModel());
        Optional<Job> job = worker.duty()
                .filter(duty -> duty.attempt() == message.held().attempt()
                        && duty.job().equals(message.held().job()))
                .flatMap(duty -> desk.jobs.find(duty.job()));
        job.ifPresent(held -> bindings.depart(
                held, worker, reason(held, message.why()), message.error().isEmpty() ? null : message.error()));
    }

    private static AssignmentReason reason(Job job, WorkerMessage.Why why) {
        return switch (why) {
            case PAUSED -> AssignmentReason.YIELDED_TO_MORE_URGENT;
            case ENDED -> AssignmentReason.ENDED;
            case DROPPED -> job.end().isPresent() ? AssignmentReason.ENDED : AssignmentReason.WORKER_LOST;
            case ERROR -> AssignmentReason.WORKER_FAILED;
            case ORPHANED -> AssignmentReason.NOT_ADOPTED;
            case LEFT -> AssignmentReason.DRAINED;
        };
    }

    private void acknowledge(Worker worker) {
        desk.out.tell(worker.id(), new Command.Acknowledge());
    }

    private void reconcile(Worker worker, boolean newStream) {
        worker.holding().ifPresentOrElse(held -> holds(worker, held, newStream), () -> holdsNothing(worker, newStream));
        desk.touchModel(worker.baseModel());
    }

    private void holds(Worker worker, Holding held, boolean newStream) {
        Optional<Job> job = desk.jobs.find(held.job());
        if (job.isPresent() && isBound(job.get(), worker, held)) {
            confirm(job.get(), worker, held);
            return;
        }
        if (job.isPresent() && worker.isToEnter()) {
            if (newStream) { // the old one may have lost what it was told
                bindings.assign(job.get(), worker);
            }
            return;
        }
        worker.duty().filter(Duty::expectsHolding).ifPresent(duty -> noLonger(worker, duty));
        if (!adoption.adopt(job, worker, held)) {
            desk.tell(worker, new Command.Drop(held.job(), held.attempt()));
        }
    }

    private static boolean isBound(Job job, Worker worker, Holding held) {
        Optional<Binding> open = job.open();
        return open.isPresent()
                && open.get().attempt() == held.attempt()
                && (open.get().workers().contains(worker.id()) || isLeaving(worker, held));
    }

    private static boolean isLeaving(Worker worker, Holding held) {
        return worker.duty()
                .filter(duty -> duty.stage() == Duty.Stage.LEAVING
                        && duty.attempt() == held.attempt()
                        && duty.job().equals(held.job()))
                .isPresent();
    }

    private void confirm(Job job, Worker worker, Holding held) {
        Optional<Duty> other =
                worker.duty().filter(duty -> duty.attempt() > 0 && !duty.job().equals(job.id()));
        other.ifPresent(duty -> noLonger(worker, duty));
        Duty duty = worker.duty()
                .filter(meant -> meant.job().equals(job.id()))
                .orElse(Duty.inherited(job.id(), held.attempt()));
        if (duty.stage() != Duty.Stage.LEAVING && duty.stage() != Duty.Stage.HELD) {
            worker.take(duty.held()); // what it was told before it held this may have come too early
        }
        boolean knows = job.open()
                .filter(open -> open.group().generation() == held.generation())
                .isPresent();
        if (!knows) { // what it was told may be lost, or another controller was to tell it
            bindings.resize(job, worker);
        }
        desk.touch(job);
    }

    private void holdsNothing(Worker worker, boolean newStream) {
        Optional<Duty> duty = worker.duty();
        if (duty.isEmpty() || duty.get().attempt() == 0 || duty.get().stage() == Duty.Stage.GONE) {
            return;
        }
        Duty.Stage stage = duty.get().stage();
        if (duty.get().expectsHolding()) {
            noLonger(worker, duty.get());
        } else if (stage == Duty.Stage.BOUND || newStream) { // nobody can know what an old stream still brought
            desk.jobs.find(duty.get().job()).ifPresent(job -> bindings.assign(job, worker));
        } else if (duty.get().unheeded() < PATIENCE) {
            worker.advance(duty.get().ignored());
        } else {
            desk.jobs
                    .find(duty.get().job())
                    .ifPresent(job -> bindings.depart(
                            job,
                            worker,
                            AssignmentReason.WORKER_FAILED,
                            "worker %s did not take it".formatted(worker.id())));
        }
    }

    /** It let go of its duty and the message about it was lost. */
    private void noLonger(Worker worker, Duty duty) {
        Optional<Job> job = desk.jobs.find(duty.job());
        if (job.isEmpty()) {
            worker.relieve();
            return;
        }
        bindings.depart(
                job.get(), worker, reason(job.get(), duty), "worker %s no longer holds it".formatted(worker.id()));
    }

    private AssignmentReason reason(Job job, Duty duty) {
        if (job.end().isPresent()) {
            return AssignmentReason.ENDED;
        }
        if (duty.stage() == Duty.Stage.LEAVING) {
            return AssignmentReason.DRAINED;
        }
        return adoption.isInherited(job) ? AssignmentReason.NOT_ADOPTED : AssignmentReason.WORKER_LOST;
    }

    /** Brings a message to its worker; what a stream says that is not the worker's newest is old. */
    private final class Listener implements WorkerMessage.Visitor {

        private final Heard heard;
        private final Optional<Worker> worker;

        Listener(Heard heard) {
            this.heard = heard;
            this.worker = desk.fleet.find(heard.worker()).filter(known -> known.speaksOver(heard.stream()));
        }

        @Override
        public void attached(Attached message) {
            Conversations.this.attached(heard, message);
        }

        @Override
        public void heartbeat(Heartbeat message) {
            worker.ifPresent(known -> Conversations.this.heartbeat(known, message));
        }

        @Override
        public void warm(WorkerMessage.Warm message) {
            worker.ifPresent(known -> roster.warm(known, message.numerics()));
        }

        @Override
        public void letGo(LetGo message) {
            worker.ifPresent(known -> Conversations.this.letGo(known, message));
        }

        @Override
        public void failed(Failed message) {
            worker.ifPresent(known -> roster.reject(known, message.error()));
        }

        @Override
        public void closed() {
            worker.ifPresent(Worker::detach);
        }
    }
}
