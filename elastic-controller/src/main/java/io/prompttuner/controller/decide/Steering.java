package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Command.StopReason;
import io.prompttuner.wire.event.Allocation;
import java.util.List;
import java.util.Optional;

/** Tells those who hold a job what is wished of them; without a valid wish they go on as they are. */
final class Steering {

    private final Desk desk;
    private final Bindings bindings;

    Steering(Desk desk, Bindings bindings) {
        this.desk = desk;
        this.bindings = bindings;
    }

    void steer(Job job, Binding open) {
        List<Worker> holders = desk.fleet.onDuty(job.id()).stream()
                .filter(worker -> worker.duty().filter(Steering::knows).isPresent())
                .toList();
        if (job.end().isPresent()) {
            if (job.end().get().attempt() != open.attempt()) { // its own end it reports itself
                holders.forEach(worker -> desk.tell(worker, new Command.Drop(job.id(), open.attempt())));
            }
            return;
        }
        desk.wishes.forJob(job.id()).ifPresent(wish -> holders.forEach(worker -> obey(wish, open, worker)));
        if (job.isSettled() && bindings.rescaled(job).isPresent()) {
            bindings.beginAnew(job);
        }
    }

    private static boolean knows(Duty duty) {
        return duty.stage() == Duty.Stage.TOLD || duty.stage() == Duty.Stage.HELD;
    }

    private void obey(Allocation wish, Binding open, Worker worker) {
        switch (wish.wish()) {
            case PAUSED -> desk.tell(worker, new Command.Pause(wish.job(), open.attempt()));
            case STOPPED ->
                reason(wish).ifPresent(why -> desk.tell(worker, new Command.Stop(wish.job(), open.attempt(), why)));
            case RUNNING -> {} // as it does
        }
    }

    private static Optional<StopReason> reason(Allocation stop) {
        return switch (stop.reason()) {
            case CANCEL_REQUESTED -> Optional.of(StopReason.CANCEL_REQUESTED);
            case DEADLINE_PASSED -> Optional.of(StopReason.DEADLINE_PASSED);
            default -> Optional.empty();
        };
    }
}
