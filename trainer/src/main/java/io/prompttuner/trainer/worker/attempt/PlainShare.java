package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.name.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Picks the small share of jobs that start plain on purpose; the same jobs wherever and whenever they are asked for. */
public record PlainShare(int oneIn) {

    /** Whether a job is one of them. */
    public boolean holds(String job) {
        return oneIn > 0 && Integer.remainderUnsigned(hash(job), oneIn) == 0;
    }

    private static int hash(String job) {
        return ByteBuffer.wrap(ContentHash.digest(job.getBytes(StandardCharsets.UTF_8)))
                .getInt();
    }
}
