package io.prompttuner.trainer.worker.attempt;

import java.util.List;
import java.util.Optional;

/** Asks the prompt bank for starts. */
public interface BankLookup {

    /**
     * A prompt that may be a good start.
     *
     * @param tenant whose prompt it is: where in the store it lies
     * @param prompt its SHA-256
     * @param fromJob the job that tuned it
     */
    record Proposal(String tenant, String prompt, String fromJob) {}

    /** At most {@code k} proposals, best first; nothing at all if the bank did not answer in time. */
    Optional<List<Proposal>> lookup(String job, float[] features, int k);
}
