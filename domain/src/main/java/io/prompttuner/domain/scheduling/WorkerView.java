package io.prompttuner.domain.scheduling;

import java.time.Instant;

/**
 * One worker as a policy sees it.
 *
 * @param worker identity
 * @param baseModel whose weights it holds, or is loading
 * @param condition what it is doing
 * @param gpus it occupies
 * @param since when that began
 */
public record WorkerView(String worker, String baseModel, Condition condition, int gpus, Instant since) {

    /** What a worker is doing. */
    public enum Condition {
        LOADING,
        IDLE,
        BUSY
    }
}
