package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;

/** Says how a job ended, from why it did. */
final class EndRule {

    private EndRule() {}

    static EndKind kind(EndReason reason) {
        return switch (reason) {
            case TARGET_MET -> EndKind.SUCCEEDED;
            case MAX_STEPS, PLATEAU, DEADLINE_PASSED -> EndKind.EXHAUSTED;
            case CANCEL_REQUESTED -> EndKind.CANCELLED;
            case LOSS_NOT_FINITE -> EndKind.DIVERGED;
            case WORKERS_KEPT_DYING, DATASET_MISSING, MODEL_MISSING, PROMPT_MISSING, TASK_UNFIT -> EndKind.FAILED;
        };
    }
}
