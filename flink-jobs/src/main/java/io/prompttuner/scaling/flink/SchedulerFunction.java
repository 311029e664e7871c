package io.prompttuner.scaling.flink;

import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.policies.Policies;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.scheduler.Observed;
import io.prompttuner.scaling.scheduler.PlanWatcher;
import io.prompttuner.scaling.scheduler.Scheduler;
import io.prompttuner.scaling.scheduler.SchedulerSettings;
import io.prompttuner.scaling.scheduler.Spoken;
import io.prompttuner.stream.flink.WriteBehindFunction;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.PoolTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends {@link Scheduler} an epoch, a place to keep what it observed, and an alarm clock.
 *
 * <p>The epoch is claimed at every start, restore and failover, after the state is back; nothing of it is kept. The mirror is
 * rebuilt when the key is first touched, because {@code open} has none; the timer, which is always armed and is restored,
 * touches it even if nothing happens. What has changed is written before each snapshot: one entry a job. Once a higher
 * claim is read its commands have no effect any more, so it fails and is started again.
 */
final class SchedulerFunction extends WriteBehindFunction<String, ClusterFact, AllocationUpdate> {

    static final OutputTag<PoolTarget> POOLS = new OutputTag<>("pools", TypeInformation.of(PoolTarget.class));
    static final OutputTag<Decision> DECISIONS = new OutputTag<>("decisions", TypeInformation.of(Decision.class));

    /** Facts that come together are answered together. */
    static final Duration COALESCE = Duration.ofMillis(20);

    /** Plans change with time alone as well. */
    static final Duration TICK = Duration.ofSeconds(1);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerFunction.class);

    private final String policy;
    private final String record;
    private final SerializableSupplier<Long> epochs;

    private transient long epoch;
    private transient @Nullable Scheduler scheduler;
    private transient @Nullable PlanRecorder recorder;
    private transient long plannedAt;
    private transient @Nullable Long armed;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient Map<String, JobSituation> unwritten;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient MapState<String, JobSituation> jobs;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient MapState<String, FleetFact> fleet;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient MapState<String, ModelProfile> profiles;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient ValueState<KeptMemory> memory;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient ValueState<Long> alarm;

    /**
     * @param config names the policy, and where its plans are recorded
     * @param epochs claims an epoch higher than any before
     */
    SchedulerFunction(ScalingConfig config, SerializableSupplier<Long> epochs) {
        this.policy = config.policy();
        this.record = config.record();
        this.epochs = epochs;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        recorder = record.isEmpty() ? null : PlanRecorder.append(Path.of(record), policy);
        jobs = map("jobs", JobSituation.class);
        fleet = map("fleet", FleetFact.class);
        profiles = map("profiles", ModelProfile.class);
        memory = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("memory", TypeInformation.of(KeptMemory.class)));
        alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
        unwritten = new LinkedHashMap<>();
        epoch = epochs.get();
        LOG.info("scheduler with policy {} claimed epoch {}", policy, epoch);
    }

    @Override
    public void processElement(ClusterFact fact, Context context, Collector<AllocationUpdate> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        Scheduler awake = awake(now);
        if (fact.claim() != null) {
            requireNewest(awake, fact.claim());
            return;
        }
        Observed observed = fact.job() == null ? fleetFact(awake, fact) : jobFact(awake, fact.job());
        if (observed.learnt() != null) {
            profiles.put(observed.learnt().baseModel(), observed.learnt());
        }
        if (observed.urgent() && now - plannedAt >= COALESCE.toMillis()) {
            plan(awake, context, out);
        } else {
            ringAt(now + COALESCE.toMillis(), context.timerService());
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<AllocationUpdate> out) throws Exception {
        Scheduler awake = awake(context.timerService().currentProcessingTime());
        armed = null;
        plan(awake, context, out);
    }

    @Override
    public void close() throws IOException {
        if (recorder != null) {
            recorder.close();
        }
    }

    @Override
    protected void writeBack(ThrowingConsumer<String, Exception> atKey) throws Exception {
        if (scheduler == null) {
            return; // nothing was touched since the start
        }
        atKey.accept(ClusterFact.CLUSTER);
        for (JobSituation job : unwritten.values()) {
            if (job.gone()) {
                jobs.remove(job.job());
            } else {
                jobs.put(job.job(), job);
            }
        }
        unwritten.clear();
        alarm.update(armed);
    }

    private void requireNewest(Scheduler awake, long claim) {
        if (awake.isSucceededBy(claim)) {
            throw new SupersededException(epoch, claim);
        }
    }

    private Observed jobFact(Scheduler awake, JobSituation job) {
        unwritten.put(job.job(), job);
        return awake.observe(job);
    }

    private Observed fleetFact(Scheduler awake, ClusterFact fact) throws Exception {
        FleetFact worker = fact.fleet();
        if (worker == null) {
            throw new IllegalStateException("a fact about nothing");
        }
        Observed observed = awake.observe(worker);
        if (worker.event() == null) {
            fleet.remove(worker.key());
        } else if (observed.kept()) {
            fleet.put(worker.key(), worker);
        }
        return observed;
    }

    private void plan(Scheduler awake, Context context, Collector<AllocationUpdate> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        PolicyMemory before = awake.memory();
        Spoken spoken = awake.plan(Instant.ofEpochMilli(now));
        plannedAt = now;
        if (!awake.memory().equals(before)) {
            memory.update(KeptMemory.of(awake.memory()));
        }
        spoken.allocations().forEach(allocation -> out.collect(new AllocationUpdate(allocation.job(), allocation)));
        spoken.forgotten().forEach(job -> out.collect(new AllocationUpdate(job, null)));
        spoken.pools().forEach(pool -> context.output(POOLS, pool));
        for (Decision decision : spoken.decisions()) {
            LOG.debug("{}", decision);
            context.output(DECISIONS, decision);
        }
        @Nullable Instant named = awake.next();
        long tick = now + TICK.toMillis();
        long next = named == null ? tick : Math.min(tick, named.toEpochMilli());
        ringAt(Math.max(next, now + COALESCE.toMillis()), context.timerService());
    }

    private Scheduler awake(long now) throws Exception {
        if (scheduler == null) {
            var fresh = new Scheduler(
                    Policies.named(policy),
                    SchedulerSettings.standard(),
                    recorder == null ? PlanWatcher.NOBODY : recorder,
                    epoch,
                    Instant.ofEpochMilli(now));
            fresh.restore(jobs.values(), fleet.values(), profiles.values());
            KeptMemory remembered = memory.value();
            if (remembered != null) {
                fresh.restore(remembered.restored());
            }
            armed = alarm.value();
            scheduler = fresh;
        }
        return scheduler;
    }

    /** One timer: an earlier one takes the place of a later one. */
    private void ringAt(long at, TimerService timers) {
        if (armed != null && armed <= at) {
            return;
        }
        if (armed != null) {
            timers.deleteProcessingTimeTimer(armed);
        }
        timers.registerProcessingTimeTimer(at);
        armed = at;
    }

    private <V> MapState<String, V> map(String name, Class<V> type) {
        return getRuntimeContext().getMapState(new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(type)));
    }
}
