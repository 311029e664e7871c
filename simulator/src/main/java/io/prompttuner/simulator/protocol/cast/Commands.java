package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Team;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.trainer.worker.FleetMessage;
import io.prompttuner.wire.event.EndReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the two ends of a stream say, in each other's words. */
final class Commands {

    private Commands() {}

    static io.prompttuner.trainer.worker.Command asHeard(Command command) {
        return command.accept(new ToWorker());
    }

    static WorkerMessage asHeard(FleetMessage message, String baseModel, String hash) {
        return message.accept(new ToController(baseModel, hash));
    }

    private static final class ToWorker implements Command.Visitor<io.prompttuner.trainer.worker.Command> {
        @Override
        public io.prompttuner.trainer.worker.Command assign(Command.Assign assign) {
            return new io.prompttuner.trainer.worker.Command.Assign(
                    assign.job(), assign.attempt(), assign.batchScale(), team(assign.team()));
        }

        @Override
        public io.prompttuner.trainer.worker.Command resize(Command.Resize resize) {
            return new io.prompttuner.trainer.worker.Command.Resize(
                    resize.job(), resize.attempt(), team(resize.team()));
        }

        private static io.prompttuner.trainer.worker.Team team(Team team) {
            return new io.prompttuner.trainer.worker.Team(
                    team.name(),
                    team.generation(),
                    team.seats().stream()
                            .map(seat -> new io.prompttuner.trainer.worker.Team.Seat(
                                    seat.worker(), seat.member(), seat.address()))
                            .toList());
        }

        @Override
        public io.prompttuner.trainer.worker.Command pause(Command.Pause pause) {
            return new io.prompttuner.trainer.worker.Command.Pause(pause.job(), pause.attempt());
        }

        @Override
        public io.prompttuner.trainer.worker.Command stop(Command.Stop stop) {
            return new io.prompttuner.trainer.worker.Command.Stop(
                    stop.job(), stop.attempt(), EndReason.valueOf(stop.reason().name()));
        }

        @Override
        public io.prompttuner.trainer.worker.Command drop(Command.Drop drop) {
            return new io.prompttuner.trainer.worker.Command.Drop(drop.job(), drop.attempt());
        }

        @Override
        public io.prompttuner.trainer.worker.Command acknowledge() {
            return new io.prompttuner.trainer.worker.Command.Acknowledge();
        }
    }

    private record ToController(String baseModel, String hash) implements FleetMessage.Visitor<WorkerMessage> {
        @Override
        public WorkerMessage attached(FleetMessage.Attached attached) {
            return new WorkerMessage.Attached(
                    baseModel,
                    hash,
                    1,
                    attached.term(),
                    attached.warm(),
                    "",
                    attached.numerics(),
                    holding(attached.holding()));
        }

        @Override
        public WorkerMessage heartbeat(FleetMessage.Heartbeat heartbeat) {
            return new WorkerMessage.Heartbeat(holding(heartbeat.holding()));
        }

        @Override
        public WorkerMessage warm(FleetMessage.Warm warm) {
            return new WorkerMessage.Warm(warm.numerics());
        }

        @Override
        public WorkerMessage letGo(FleetMessage.LetGo letGo) {
            return new WorkerMessage.LetGo(
                    Objects.requireNonNull(holding(letGo.held())),
                    WorkerMessage.Why.valueOf(letGo.why().name()),
                    letGo.error());
        }

        @Override
        public WorkerMessage failed(FleetMessage.Failed failed) {
            return new WorkerMessage.Failed(failed.error());
        }

        private static @Nullable Holding holding(io.prompttuner.trainer.worker.@Nullable Holding held) {
            return held == null
                    ? null
                    : new Holding(held.job(), held.attempt(), held.step(), held.batchScale(), held.generation());
        }
    }
}
