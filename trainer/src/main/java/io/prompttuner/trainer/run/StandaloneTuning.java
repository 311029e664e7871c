package io.prompttuner.trainer.run;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Tunes one prompt from beginning to end, on the calling thread. The same request again gives the same bytes, also if the
 * run was paused on its way.
 */
public final class StandaloneTuning {

    private final TuneListener listener;
    private final BooleanSupplier pause;
    private final InstantSource clock;

    /**
     * Prepares a run.
     *
     * @param pause asked between two steps; once it says yes, the run ends at a checkpoint
     * @param clock what the times of files are renewed by; no result depends on it
     */
    public StandaloneTuning(TuneListener listener, BooleanSupplier pause, InstantSource clock) {
        this.listener = listener;
        this.pause = pause;
        this.clock = clock;
    }

    /** Runs it; a {@link RefusedException} names everything that is wrong with the request. */
    public TuneOutcome run(TuneRequest request) throws IOException {
        Dataset dataset = PreparedRun.checked(request);
        try (LoadedModel model = ModelLoading.load(request.model(), request.devices())) {
            return toItsEnd(request, new PreparedRun(request, model, dataset, clock));
        }
    }

    private TuneOutcome toItsEnd(TuneRequest request, PreparedRun run) throws IOException {
        var session = new TuningSession(run.tuner(Crew.alone()), request.stop(), run.firstState());
        listener.began(run.beginning(session.state().step()));
        while (!pause.getAsBoolean()) {
            request.throttle(session);
            TuningEvent event = session.next();
            listener.happened(event);
            if (event instanceof TuningEvent.Ended ended) {
                return deliver(request, run, ended, session.state());
            }
            if (event instanceof TuningEvent.Evaluated) {
                run.keep(session.state());
            }
        }
        run.keep(session.state());
        return new TuneOutcome.Paused(session.state().step());
    }

    private static TuneOutcome deliver(TuneRequest request, PreparedRun run, TuningEvent.Ended ended, TuningState state)
            throws IOException {
        var best = state.best();
        if (best == null) {
            return new TuneOutcome.Diverged(ended.step());
        }
        DeliveredFiles files = run.files(best, state.throttles());
        files.write(request.out());
        return new TuneOutcome.Delivered(ended.reason(), ended.step(), files.hash(), best.evaluation(), best.step());
    }
}
