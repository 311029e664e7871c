package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.run.PreparedRun;
import io.prompttuner.trainer.run.TuneOutcome;
import io.prompttuner.trainer.run.TuneRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Tunes one prompt with several processes, and lets happen to them what a history says. The files it delivers are those
 * of {@link io.prompttuner.trainer.run.StandaloneTuning}, bit for bit.
 */
public final class ElasticTuning {

    private final ElasticListener listener;
    private final BooleanSupplier pause;
    private final MemberPool pool;

    /**
     * Prepares a run.
     *
     * @param pause asked now and then; once it says yes, all members end at a checkpoint
     * @param pool where the members come from; belongs to the caller
     */
    public ElasticTuning(ElasticListener listener, BooleanSupplier pause, MemberPool pool) {
        this.listener = listener;
        this.pause = pause;
        this.pool = pool;
    }

    /**
     * Runs it; a {@link io.prompttuner.trainer.run.RefusedException} names everything that is wrong with the request.
     *
     * @param workers members to begin with
     */
    public TuneOutcome run(TuneRequest request, int workers, History history) throws IOException {
        PreparedRun.checked(request);
        pool.prepare(workers + history.joins());
        if (request.checkpoint() != null || !history.pauses()) {
            return new Charge(listener, pause, pool, request, history).run(workers);
        }
        Path scratch = Files.createTempDirectory("prompttuner-pause-");
        try {
            return new Charge(listener, pause, pool, request.withCheckpoint(scratch), history).run(workers);
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
