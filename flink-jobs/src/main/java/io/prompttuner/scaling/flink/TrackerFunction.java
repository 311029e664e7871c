package io.prompttuner.scaling.flink;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.tracker.TrackState;
import io.prompttuner.scaling.tracker.Tracked;
import io.prompttuner.scaling.tracker.Tracker;
import io.prompttuner.stream.flink.WriteBehindFunction;
import io.prompttuner.stream.flink.WriteBehindValue;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Started;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lends {@link Tracker} a state cell per job (in memory; written before each snapshot), an alarm clock, and a watermark that tells how far {@code jobs} has been read.
 *
 * <p>A job has one timer: of processing time once it is known, of event time while something waits for it. How a job began
 * lies in a cell of its own, because it is large and needed only at the end. A tracker that starts without state first
 * learns which jobs have an outcome, and passes over whatever is said of them until that is surely read.
 */
final class TrackerFunction extends WriteBehindFunction<String, JobFact, ClusterFact> implements CheckpointedFunction {

    static final OutputTag<JobState> STATES = new OutputTag<>("states", TypeInformation.of(JobState.class));
    static final OutputTag<Outcome> OUTCOMES = new OutputTag<>("outcomes", TypeInformation.of(Outcome.class));
    static final OutputTag<DeadLetter> STRAYS = new OutputTag<>("strays", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    /** How long after an outcome something may still be said of its job. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** Some kilobytes each. */
    private static final int MOST_IN_MEMORY = 20_000;

    private final SerializableSupplier<List<JudgedJob>> outcomes;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient Tracker tracker;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient WriteBehindValue<String, TrackState> track;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient ValueState<Started> started;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient Counter ignored;

    @SuppressWarnings("NullAway.Init") // set in initializeState()
    private transient ListState<JudgedJob> kept;

    @SuppressWarnings("NullAway.Init") // set in initializeState()
    private transient Map<String, JudgedJob> judged;

    private transient long judgedUntil;

    /** @param outcomes those that stand, asked for only at a start without state */
    TrackerFunction(SerializableSupplier<List<JudgedJob>> outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        kept = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("judged", TypeInformation.of(JudgedJob.class)));
        judged = new HashMap<>();
        Iterable<JudgedJob> known = context.isRestored() ? kept.get() : outcomes.get();
        judgedUntil = Long.MIN_VALUE;
        for (JudgedJob job : known) {
            judged.put(job.job(), job);
            judgedUntil = Math.max(judgedUntil, job.at().plus(LATE).toEpochMilli());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        boolean speaksForAll = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        kept.update(speaksForAll ? List.copyOf(judged.values()) : List.of());
    }

    @Override
    public void open(OpenContext context) {
        tracker = Tracker.standard();
        ValueState<TrackState> tracks =
                getRuntimeContext().getState(new ValueStateDescriptor<>("track", TypeInformation.of(TrackState.class)));
        track = new WriteBehindValue<>(tracks, MOST_IN_MEMORY);
        started =
                getRuntimeContext().getState(new ValueStateDescriptor<>("started", TypeInformation.of(Started.class)));
        ignored = getRuntimeContext().getMetricGroup().counter("factsWithoutEffect");
    }

    @Override
    public void processElement(JobFact fact, Context context, Collector<ClusterFact> out) throws IOException {
        if (isJudged(fact.job(), context.timerService())) {
            return;
        }
        TrackState state =
                state(fact.job(), fact.report() != null && fact.report().ended() != null);
        Tracked tracked = tracker.take(state, fact, now(context.timerService()));
        if (!tracked.taken()) {
            ignored.inc();
        }
        settle(state, tracked, context, out);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<ClusterFact> out) throws IOException {
        TrackState state = state(context.getCurrentKey(), false);
        Tracked tracked = context.timeDomain() == TimeDomain.PROCESSING_TIME
                ? tracker.tick(state, now(context.timerService()))
                : tracker.jobsReadTo(
                        state, Instant.ofEpochMilli(context.timerService().currentWatermark()));
        settle(state, tracked, context, out);
    }

    @Override
    protected void writeBack(ThrowingConsumer<String, Exception> atKey) throws Exception {
        track.writeBack(atKey);
    }

    /** What was known of a job; how it began only when its outcome may be made. */
    private TrackState state(String job, boolean ends) throws IOException {
        TrackState known = track.get(job);
        if (known == null) {
            return TrackState.UNKNOWN;
        }
        return ends || known.finish() != null ? known.withStarted(started.value()) : known;
    }

    private void settle(TrackState before, Tracked tracked, Context context, Collector<ClusterFact> out)
            throws IOException {
        if (tracked.taken()) {
            keep(context.getCurrentKey(), before, tracked.state());
            arm(before, tracked.state(), context.timerService());
        }
        if (tracked.said() != null) {
            context.output(STATES, tracked.said());
        }
        if (tracked.outcome() != null) {
            context.output(OUTCOMES, tracked.outcome());
        }
        tracked.strays().forEach(stray -> context.output(STRAYS, stray));
        if (tracked.situation() != null) {
            out.collect(ClusterFact.of(tracked.situation()));
        }
    }

    private void keep(String job, TrackState before, TrackState after) throws IOException {
        if (after.isBlank() || after.judged()) {
            started.clear();
        } else if (after.started() != null && !after.started().equals(before.started())) {
            started.update(after.started());
        }
        if (after.isBlank()) {
            track.clear(job);
        } else {
            track.put(job, after.withStarted(null));
        }
    }

    private static void arm(TrackState before, TrackState after, TimerService timers) {
        @Nullable Instant oldWake = Tracker.wake(before);
        @Nullable Instant wake = Tracker.wake(after);
        if (oldWake != null && !oldWake.equals(wake)) {
            timers.deleteProcessingTimeTimer(oldWake.toEpochMilli());
        }
        if (wake != null && !wake.equals(oldWake)) {
            timers.registerProcessingTimeTimer(wake.toEpochMilli());
        }
        @Nullable Instant oldWait = Tracker.waitsFor(before);
        @Nullable Instant wait = Tracker.waitsFor(after);
        if (oldWait != null && !oldWait.equals(wait)) {
            timers.deleteEventTimeTimer(oldWait.toEpochMilli());
        }
        if (wait != null && !wait.equals(oldWait)) {
            timers.registerEventTimeTimer(wait.toEpochMilli());
        }
    }

    /** Once the watermark is well past the newest of those outcomes, all that was said of their jobs has been read. */
    private boolean isJudged(String job, TimerService timers) {
        if (!judged.isEmpty() && timers.currentWatermark() > judgedUntil) {
            judged.clear();
        }
        return judged.containsKey(job);
    }

    private static Instant now(TimerService timers) {
        return Instant.ofEpochMilli(timers.currentProcessingTime());
    }
}
