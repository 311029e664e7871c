package io.prompttuner.scaling.tracker;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.wire.event.Started;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the tracker remembers of one job. A component that older state lacks is supplied here.
 *
 * @param accepted the job; absent until {@code jobs} told of it
 * @param cancelledAt broker time of the first request to cancel
 * @param started how it began; large, because it holds the task's features
 * @param finish its one end
 * @param newest broker time of the newest fact that had an effect
 * @param waiting facts that came before the job, oldest first
 * @param judged whether its outcome is made; then nothing else is remembered
 */
public record TrackState(
        @Nullable Accepted accepted,
        @Nullable Instant cancelledAt,
        @Nullable Started started,
        Progress progress,
        Bindings bindings,
        @Nullable Finish finish,
        @Nullable Instant newest,
        Voice voice,
        List<JobFact> waiting,
        boolean judged) {

    /** A job nobody has heard of. */
    public static final TrackState UNKNOWN =
            new TrackState(null, null, null, Progress.NONE, Bindings.NONE, null, null, Voice.SILENT, List.of(), false);

    /** A job whose outcome stands: whatever is still said of it has no effect. */
    public static final TrackState JUDGED =
            new TrackState(null, null, null, Progress.NONE, Bindings.NONE, null, null, Voice.SILENT, List.of(), true);

    public TrackState {
        progress = progress == null ? Progress.NONE : progress;
        bindings = bindings == null ? Bindings.NONE : bindings;
        voice = voice == null ? Voice.SILENT : voice;
        waiting = waiting == null ? List.of() : waiting;
    }

    /** Whether nothing at all is remembered. */
    public boolean isBlank() {
        return equals(UNKNOWN);
    }

    /** Without, or again with, the one large part, so that it can be kept apart. */
    public TrackState withStarted(@Nullable Started other) {
        return new TrackState(accepted, cancelledAt, other, progress, bindings, finish, newest, voice, waiting, judged);
    }

    TrackState withAccepted(Accepted job) {
        return new TrackState(job, cancelledAt, started, progress, bindings, finish, newest, voice, waiting, judged);
    }

    TrackState withCancelledAt(Instant at) {
        return new TrackState(accepted, at, started, progress, bindings, finish, newest, voice, waiting, judged);
    }

    TrackState withProgress(Progress next) {
        return new TrackState(accepted, cancelledAt, started, next, bindings, finish, newest, voice, waiting, judged);
    }

    TrackState withBindings(Bindings next) {
        return new TrackState(accepted, cancelledAt, started, progress, next, finish, newest, voice, waiting, judged);
    }

    TrackState withFinish(Finish end) {
        return new TrackState(accepted, cancelledAt, started, progress, bindings, end, newest, voice, waiting, judged);
    }

    TrackState withNewest(Instant at) {
        Instant latest = newest == null || newest.isBefore(at) ? at : newest;
        return new TrackState(
                accepted, cancelledAt, started, progress, bindings, finish, latest, voice, waiting, judged);
    }

    TrackState withVoice(Voice next) {
        return new TrackState(
                accepted, cancelledAt, started, progress, bindings, finish, newest, next, waiting, judged);
    }

    TrackState withWaiting(List<JobFact> facts) {
        return new TrackState(accepted, cancelledAt, started, progress, bindings, finish, newest, voice, facts, judged);
    }
}
