package io.prompttuner.simulator.protocol.judge;

/** What must hold in every history, each in the words of {@code docs/contracts.md}. */
public enum Property {
    ONE_END(
            "A job ends by the first `ended` in its partition whose attempt is not below the highest attempt of this job"
                    + " seen before it there; every reader uses this rule, every replay finds the same one."),
    ONE_OUTCOME("The tracker makes the outcome from `jobs`, `cancels`, `steps` up to `ended` and `assignments` up to"
            + " `closed`, by broker time, and nothing else, so that a replay makes the same."),
    CAUSE("What can't be taken back is never a plan's wish: `stopped` follows from facts alone."),
    NOBODY_HOLDS_IT("When no worker holds the job the controller writes (the end)."),
    VERDICT("The broker's clock is the only judge."),
    NO_BINDING_AFTER_END("A job with an `ended` or an outcome is never bound."),
    EVERY_BOUND_ENDS("Every `bound` is followed by its `released` or by `closed`."),
    AS_BOUND("Readers take it as continuing the interval: what stands as bound is what its controller holds so."),
    COST("Cost = GPUs x time between consecutive assignment records, by broker time."),
    KNOWN_ATTEMPT(
            "After a new controller has read the topics, the old one can start no attempt that the new one did not"
                    + " find there."),
    STALE_SCHEDULER("An allocation of a lower epoch has no effect on any job or pool."),
    STALE_CONTROLLER("A worker that has seen a controller's term never obeys an older one."),
    STALE_WORKER(
            "The tracker takes a report only if it is above the highest it has seen, and feeds the model only steps"
                    + " it has not fed."),
    NO_WORK_UNBILLED("Each (command) names term, job and attempt: nobody works under an attempt that is not bound."),
    ONE_JOB_A_WORKER("Attempt: one binding of a job."),
    CAPACITY("Only pool targets load or unload models, within `capacity`."),
    NO_STRAY("Reports of a job not yet known wait until `jobs` has been read past their broker time; only then are they"
            + " dead letters."),
    FINAL_STATE("A final state is never left."),
    EVERY_JOB_ENDS(
            "Every accepted job comes to its outcome once nothing fails any more, and every worker is free then.");

    private final String promise;

    Property(String promise) {
        this.promise = promise;
    }

    /** The sentence of the contract. */
    public String promise() {
        return promise;
    }
}
