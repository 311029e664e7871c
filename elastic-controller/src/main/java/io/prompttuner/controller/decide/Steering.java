package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Duty;
import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.controller.ledger.Binding;
import io.prompttuner.controller.ledger.Job;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Command.StopReason;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.StepEvent;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells those who hold a job what is wished of them; without a valid wish they go on as they are. */
final class Steering {

    private final Desk desk;
    private final Bindings bindings;

    Steering(Desk desk, Bindings bindings) {
        this.desk = desk;
        this.bindings = bindings;
    }

    void steer(Job job, Binding open) {
        if (job.end().isPresent()) {
            holders(job, Steering::knows)
                    .filter(worker -> !wrote(worker, job.end().get(), open))
                    .forEach(worker -> desk.tell(worker, new Command.Drop(job.id(), open.attempt())));
            return;
        }
        desk.wishes
                .forJob(job.id())
                .ifPresent(wish -> holders(job, duty -> knows(duty) && duty.isMembers())
                        .forEach(worker -> obey(wish, open, worker)));
        if (!bindings.change(job)) {
            bindings.queue(job);
        }
    }

    private Stream<Worker> holders(Job job, Predicate<Duty> such) {
        return desk.fleet.onDuty(job.id()).stream()
                .filter(worker -> worker.duty().filter(such).isPresent());
    }

    /** Its own end a worker reports itself. */
    private static boolean wrote(Worker worker, StepEvent end, Binding open) {
        return end.attempt() == open.attempt() && end.author().equals(worker.id());
    }

    private static boolean knows(Duty duty) {
        return duty.stage() == Duty.Stage.TOLD || duty.stage() == Duty.Stage.HELD || duty.stage() == Duty.Stage.LEAVING;
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
