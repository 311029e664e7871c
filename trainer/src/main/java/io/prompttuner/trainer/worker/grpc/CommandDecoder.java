package io.prompttuner.trainer.worker.grpc;

import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.Group;
import io.prompttuner.protocol.fleet.Resize;
import io.prompttuner.protocol.fleet.Stop;
import io.prompttuner.trainer.worker.Command;
import io.prompttuner.trainer.worker.Team;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSubmitted;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the protocol's messages into commands. What this build does not understand it can't obey, and says so. */
final class CommandDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDecoder.class);

    private CommandDecoder() {}

    static Optional<Command> decode(FromController message) {
        return switch (message.getMessageCase()) {
            case ASSIGN -> assign(message.getAssign());
            case PAUSE ->
                Optional.of(new Command.Pause(
                        message.getPause().getJob(), message.getPause().getAttempt()));
            case STOP -> stop(message.getStop());
            case DROP ->
                Optional.of(new Command.Drop(
                        message.getDrop().getJob(), message.getDrop().getAttempt()));
            case RESIZE -> resize(message.getResize());
            case ACKNOWLEDGE -> Optional.of(new Command.Acknowledge());
            case MESSAGE_NOT_SET -> {
                LOG.warn("the controller said something that this build does not know");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Command> assign(io.prompttuner.protocol.fleet.Assign assign) {
        if (!assign.hasGroup()) {
            LOG.error("assigned a job without a group: the controller is older than this worker, which begins nothing");
            return Optional.empty();
        }
        return EventCodec.decode(assign.getJob().toByteArray(), JobSubmitted.class)
                .match(
                        job -> Optional.of(new Command.Assign(
                                job, assign.getAttempt(), scale(assign.getBatchScale()), team(assign.getGroup()))),
                        bad -> {
                            LOG.error("assigned a job that can't be read: {}: {}", bad.error(), bad.message());
                            return Optional.empty();
                        });
    }

    private static Optional<Command> resize(Resize resize) {
        if (!resize.hasGroup()) {
            LOG.warn("told that others share {}, but not who", resize.getJob());
            return Optional.empty();
        }
        return Optional.of(new Command.Resize(resize.getJob(), resize.getAttempt(), team(resize.getGroup())));
    }

    private static Team team(Group group) {
        return new Team(
                group.getName(),
                group.getGeneration(),
                group.getSeatsList().stream()
                        .map(seat -> new Team.Seat(seat.getWorker(), seat.getMember(), seat.getAddress()))
                        .toList());
    }

    private static Optional<Command> stop(Stop stop) {
        return switch (stop.getReason()) {
            case CANCEL_REQUESTED ->
                Optional.of(new Command.Stop(stop.getJob(), stop.getAttempt(), EndReason.CANCEL_REQUESTED));
            case DEADLINE_PASSED ->
                Optional.of(new Command.Stop(stop.getJob(), stop.getAttempt(), EndReason.DEADLINE_PASSED));
            case REASON_UNSPECIFIED, UNRECOGNIZED -> {
                LOG.warn("told to stop {} for a reason that this build does not know", stop.getJob());
                yield Optional.empty();
            }
        };
    }

    /** Absent means all of the batch. */
    private static double scale(double sent) {
        return sent > 0 && sent <= 1 ? sent : 1;
    }
}
