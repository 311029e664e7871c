package io.prompttuner.trainer.worker.grpc;

import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.trainer.worker.FleetMessage;
import io.prompttuner.trainer.worker.Holding;
import io.prompttuner.trainer.worker.Why;
import org.jspecify.annotations.Nullable;

/** Turns what a worker says into the protocol's messages. */
record MessageEncoder(WorkerIdentity self) implements FleetMessage.Visitor<FromWorker> {

    FromWorker encode(FleetMessage message) {
        return message.accept(this);
    }

    @Override
    public FromWorker attached(FleetMessage.Attached attached) {
        var body = io.prompttuner.protocol.fleet.Attached.newBuilder()
                .setBaseModel(self.baseModel())
                .setBaseModelHash(self.baseModelHash())
                .setGpus(self.gpus())
                .setTerm(attached.term())
                .setWarm(attached.warm())
                .setPid(self.pid())
                .setAddress(self.address())
                .setNumerics(attached.numerics());
        @Nullable Holding holding = attached.holding();
        if (holding != null) {
            body.setHolding(encode(holding));
        }
        return from().setAttached(body).build();
    }

    @Override
    public FromWorker heartbeat(FleetMessage.Heartbeat heartbeat) {
        var body = io.prompttuner.protocol.fleet.Heartbeat.newBuilder();
        @Nullable Holding holding = heartbeat.holding();
        if (holding != null) {
            body.setHolding(encode(holding));
        }
        return from().setHeartbeat(body).build();
    }

    @Override
    public FromWorker warm(FleetMessage.Warm warm) {
        return from().setWarm(io.prompttuner.protocol.fleet.Warm.newBuilder()
                        .setSeconds(warm.seconds())
                        .setNumerics(warm.numerics()))
                .build();
    }

    @Override
    public FromWorker letGo(FleetMessage.LetGo letGo) {
        return from().setLetGo(io.prompttuner.protocol.fleet.LetGo.newBuilder()
                        .setHeld(encode(letGo.held()))
                        .setWhy(encode(letGo.why()))
                        .setError(letGo.error()))
                .build();
    }

    @Override
    public FromWorker failed(FleetMessage.Failed failed) {
        return from().setFailed(
                        io.prompttuner.protocol.fleet.Failed.newBuilder().setError(failed.error()))
                .build();
    }

    private FromWorker.Builder from() {
        return FromWorker.newBuilder().setWorker(self.worker());
    }

    private static io.prompttuner.protocol.fleet.Holding encode(Holding holding) {
        return io.prompttuner.protocol.fleet.Holding.newBuilder()
                .setJob(holding.job())
                .setAttempt(holding.attempt())
                .setStep(holding.step())
                .setBatchScale(holding.batchScale())
                .setGeneration(holding.generation())
                .build();
    }

    private static io.prompttuner.protocol.fleet.LetGo.Why encode(Why why) {
        return switch (why) {
            case PAUSED -> io.prompttuner.protocol.fleet.LetGo.Why.PAUSED;
            case ENDED -> io.prompttuner.protocol.fleet.LetGo.Why.ENDED;
            case DROPPED -> io.prompttuner.protocol.fleet.LetGo.Why.DROPPED;
            case ERROR -> io.prompttuner.protocol.fleet.LetGo.Why.ERROR;
            case ORPHANED -> io.prompttuner.protocol.fleet.LetGo.Why.ORPHANED;
            case LEFT -> io.prompttuner.protocol.fleet.LetGo.Why.LEFT;
        };
    }
}
