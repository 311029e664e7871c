package io.prompttuner.wire.event;

/** How the initial prompt of a job is chosen. */
public enum StartKind implements WireEnum {
    /** The bank's best, the task's instruction and a plain start race; the winner goes on. */
    RACE,
    /** Vectors sampled from the vocabulary by the job's seed. */
    PLAIN,
    /** Numbers drawn by the job's seed, as large as the model's embeddings. */
    RANDOM,
    /** Embedding of a text. */
    TEXT,
    /** A prompt that was tuned before. */
    PROMPT
}
