package io.prompttuner.controller.grpc;

import com.google.protobuf.ByteString;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Team;
import io.prompttuner.protocol.fleet.Acknowledge;
import io.prompttuner.protocol.fleet.Assign;
import io.prompttuner.protocol.fleet.Drop;
import io.prompttuner.protocol.fleet.FromController;
import io.prompttuner.protocol.fleet.Group;
import io.prompttuner.protocol.fleet.Pause;
import io.prompttuner.protocol.fleet.Resize;
import io.prompttuner.protocol.fleet.Seat;
import io.prompttuner.protocol.fleet.Stop;
import io.prompttuner.wire.EventCodec;

/** Writes what a worker is told. */
final class CommandWords implements Command.Visitor<FromController> {

    private final long term;

    private CommandWords(long term) {
        this.term = term;
    }

    static FromController write(Effect.Tell tell) {
        return tell.command().accept(new CommandWords(tell.term()));
    }

    @Override
    public FromController assign(Command.Assign assign) {
        return under().setAssign(Assign.newBuilder()
                        .setAttempt(assign.attempt())
                        .setJob(ByteString.copyFrom(EventCodec.encode(assign.job())))
                        .setBatchScale(assign.batchScale())
                        .setGroup(group(assign.team())))
                .build();
    }

    @Override
    public FromController resize(Command.Resize resize) {
        return under().setResize(Resize.newBuilder()
                        .setJob(resize.job())
                        .setAttempt(resize.attempt())
                        .setGroup(group(resize.team())))
                .build();
    }

    private static Group group(Team team) {
        var group = Group.newBuilder().setName(team.name()).setGeneration(team.generation());
        for (Team.Seat seat : team.seats()) {
            group.addSeats(Seat.newBuilder()
                    .setWorker(seat.worker())
                    .setMember(seat.member())
                    .setAddress(seat.address()));
        }
        return group.build();
    }

    @Override
    public FromController pause(Command.Pause pause) {
        return under().setPause(Pause.newBuilder().setJob(pause.job()).setAttempt(pause.attempt()))
                .build();
    }

    @Override
    public FromController stop(Command.Stop stop) {
        Stop.Reason reason = switch (stop.reason()) {
            case CANCEL_REQUESTED -> Stop.Reason.CANCEL_REQUESTED;
            case DEADLINE_PASSED -> Stop.Reason.DEADLINE_PASSED;
        };
        return under().setStop(Stop.newBuilder()
                        .setJob(stop.job())
                        .setAttempt(stop.attempt())
                        .setReason(reason))
                .build();
    }

    @Override
    public FromController drop(Command.Drop drop) {
        return under().setDrop(Drop.newBuilder().setJob(drop.job()).setAttempt(drop.attempt()))
                .build();
    }

    @Override
    public FromController acknowledge() {
        return under().setAcknowledge(Acknowledge.getDefaultInstance()).build();
    }

    private FromController.Builder under() {
        return FromController.newBuilder().setTerm(term);
    }
}
