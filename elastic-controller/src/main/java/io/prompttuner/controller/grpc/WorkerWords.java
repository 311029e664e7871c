package io.prompttuner.controller.grpc;

import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.protocol.fleet.FromWorker;
import io.prompttuner.protocol.fleet.LetGo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a worker says. */
final class WorkerWords {

    private WorkerWords() {}

    /** The message; empty if this build does not know it. */
    static Optional<WorkerMessage> read(FromWorker message) {
        return switch (message.getMessageCase()) {
            case ATTACHED -> Optional.of(attached(message.getAttached()));
            case HEARTBEAT ->
                Optional.of(new WorkerMessage.Heartbeat(
                        message.getHeartbeat().hasHolding()
                                ? holding(message.getHeartbeat().getHolding())
                                : null));
            case WARM -> Optional.of(new WorkerMessage.Warm(message.getWarm().getNumerics()));
            case LET_GO -> letGo(message.getLetGo());
            case FAILED ->
                Optional.of(new WorkerMessage.Failed(message.getFailed().getError()));
            case MESSAGE_NOT_SET -> Optional.empty();
        };
    }

    private static WorkerMessage attached(io.prompttuner.protocol.fleet.Attached attached) {
        @Nullable Holding holding = attached.hasHolding() ? holding(attached.getHolding()) : null;
        return new WorkerMessage.Attached(
                attached.getBaseModel(),
                attached.getBaseModelHash(),
                attached.getGpus(),
                attached.getTerm(),
                attached.getWarm(),
                attached.getAddress(),
                attached.getNumerics(),
                holding);
    }

    private static Optional<WorkerMessage> letGo(LetGo letGo) {
        return why(letGo.getWhy()).map(why -> new WorkerMessage.LetGo(holding(letGo.getHeld()), why, letGo.getError()));
    }

    private static Optional<WorkerMessage.Why> why(LetGo.Why why) {
        return switch (why) {
            case PAUSED -> Optional.of(WorkerMessage.Why.PAUSED);
            case ENDED -> Optional.of(WorkerMessage.Why.ENDED);
            case DROPPED -> Optional.of(WorkerMessage.Why.DROPPED);
            case ERROR -> Optional.of(WorkerMessage.Why.ERROR);
            case ORPHANED -> Optional.of(WorkerMessage.Why.ORPHANED);
            case LEFT -> Optional.of(WorkerMessage.Why.LEFT);
            case WHY_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Holding holding(io.prompttuner.protocol.fleet.Holding holding) {
        return new Holding(
                holding.getJob(),
                holding.getAttempt(),
                holding.getStep(),
                holding.getBatchScale(),
                holding.getGeneration());
    }
}
