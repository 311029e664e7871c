package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.wire.event.AssignmentReason;
import java.util.List;
import java.util.Optional;

/**
 * Takes over what the controllers before have bound, and kills nothing: known workers get a window to say what they hold;
 * at its end each binding is said again under the own term, or released.
 */
final class Adoption {

    private final Desk desk;
    private final Bindings bindings;
    private long end;

    Adoption(Desk desk, Bindings bindings) {
        this.desk = desk;
        this.bindings = bindings;
    }

    /** The topics are read: from now on workers may come. */
    void open() {
        desk.enter(Phase.ADOPTING);
        end = desk.now() + desk.setup.windows().adoption().toMillis();
        for (Job job : desk.jobs.live()) {
            job.open().ifPresent(open -> expect(job, open));
        }
    }

    private void expect(Job job, Binding open) {
        String model = job.submitted().map(known -> known.spec().baseModel()).orElse("");
        int gpus = Math.max(1, open.gpus() / Math.max(1, open.workers().size()));
        for (String id : open.workers()) {
            Worker worker = desk.fleet.enter(id, model, gpus, desk.now());
            if (worker.duty().isEmpty()) { // said of two jobs, only what it says itself can tell
                worker.take(Duty.inherited(job.id(), open.attempt()));
            }
        }
    }

    boolean isOver() {
        return desk.phase() == Phase.ADOPTING && desk.now() >= end;
    }

    /** Whether no record of this controller's own term says who holds the job. */
    boolean isInherited(Job job) {
        return job.open().filter(open -> open.term() < desk.term).isPresent();
    }

    /** Takes over an attempt that stands in no topic; possible only in the window, and only above every known one. */
    boolean adopt(Optional<Job> job, Worker worker, Holding held) {
        boolean adoptable = desk.phase() == Phase.ADOPTING
                && job.isPresent()
                && job.get().end().isEmpty()
                && !job.get().isClosed()
                && held.attempt() > job.get().highestAttempt()
                && Attempts.term(held.attempt()) < desk.term;
        if (adoptable) {
            bindings.release(job.get(), AssignmentReason.NOT_ADOPTED, "a newer attempt is held");
            job.get().adopt(Binding.found(held.attempt(), Attempts.term(held.attempt()), worker.id(), worker.gpus()));
            worker.take(Duty.inherited(held.job(), held.attempt()).held());
        }
        return adoptable;
    }

    /** The window is over: from now on this controller commands. */
    void close() {
        desk.enter(Phase.COMMANDING);
        for (Job job : desk.jobs.live()) {
            job.open().filter(open -> open.term() < desk.term).ifPresent(open -> judge(job, open));
            desk.touch(job);
        }
    }

    private void judge(Job job, Binding open) {
        List<String> gone =
                open.workers().stream().filter(id -> !holds(id, job, open)).toList();
        if (gone.isEmpty()) {
            bindings.adopt(job, open);
        } else if (gone.size() == open.workers().size()) {
            bindings.release(job, AssignmentReason.NOT_ADOPTED, "its worker did not come back");
        } else {
            bindings.adopt(job, open);
            gone.forEach(id -> forget(id, job));
            job.departed(AssignmentReason.NOT_ADOPTED, "worker %s did not come back".formatted(gone.get(0)));
        }
    }

    private void forget(String worker, Job job) {
        desk.fleet
                .find(worker)
                .ifPresent(known -> known.duty()
                        .filter(duty -> duty.job().equals(job.id()))
                        .ifPresent(duty -> known.take(duty.gone())));
    }

    private boolean holds(String worker, Job job, Binding open) {
        return desk.fleet
                .find(worker)
                .flatMap(Worker::duty)
                .filter(duty -> duty.stage() == Duty.Stage.HELD
                        && duty.attempt() == open.attempt()
                        && duty.job().equals(job.id()))
                .isPresent();
    }
}
