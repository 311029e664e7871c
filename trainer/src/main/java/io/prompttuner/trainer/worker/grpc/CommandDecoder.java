package io.prompttuner.trainer.worker.grpc;

import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.Stop;
import io.prompttuner.trainer.worker.Command;
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
            case ACKNOWLEDGE -> Optional.of(new Command.Acknowledge());
            case MESSAGE_NOT_SET -> {
                LOG.warn("the controller said something that this build does not know");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Command> assign(io.prompttuner.protocol.fleet.Assign assign) {
        return EventCodec.decode(assign.getJob().toByteArray(), JobSubmitted.class)
                .match(
                        job -> Optional.of(new Command.Assign(job, assign.getAttempt(), scale(assign.getBatchScale()))),
                        bad -> {
                            LOG.error("assigned a job that can't be read: {}: {}", bad.error(), bad.message());
                            return Optional.empty();
                        });
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
