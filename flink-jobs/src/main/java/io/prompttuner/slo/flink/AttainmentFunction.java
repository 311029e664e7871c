package io.prompttuner.slo.flink;

import io.prompttuner.slo.Counts;
import io.prompttuner.slo.SloFact;
import io.prompttuner.slo.Standing;
import io.prompttuner.wire.event.SloReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the standing of each of a tenant's jobs and tells the tenant's counts when they change.
 *
 * <p>One timer per tenant: at the earliest deadline that is still open, or a day from now to forget what is older than
 * {@link #MEMORY}. A fact touches one job's entry; only a timer reads them all.
 */
public final class AttainmentFunction extends KeyedProcessFunction<String, SloFact, SloReport> {

    private static final long serialVersionUID = 1L;

    /** Attainment speaks of promises judged within this time. */
    static final Duration MEMORY = Duration.ofDays(35);

    private static final Duration REST = Duration.ofDays(1);

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient MapState<String, Standing> standings;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient ValueState<Counts> counts;

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient ValueState<Long> alarm;

    @Override
    public void open(OpenContext context) {
        standings = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("standings", Types.STRING, TypeInformation.of(Standing.class)));
        counts = getRuntimeContext().getState(new ValueStateDescriptor<>("counts", TypeInformation.of(Counts.class)));
        alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
    }

    @Override
    public void processElement(SloFact fact, Context context, Collector<SloReport> out) throws Exception {
        Instant now = now(context.timerService());
        Standing before = standings.get(fact.job());
        Standing after = Standing.after(before, fact).at(now);
        if (after.equals(before)) {
            return;
        }
        standings.put(fact.job(), after);
        tell(current().move(before, after), context.getCurrentKey(), out);
        ringAt(after.open() ? after.deadline() : now.plus(REST), context.timerService());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<SloReport> out) throws Exception {
        alarm.clear();
        Instant now = now(context.timerService());
        Counts updated = current();
        Instant next = null;
        Map<String, Standing> all = new HashMap<>(); // a copy: the state may not change while it is read
        standings.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        for (Map.Entry<String, Standing> entry : all.entrySet()) {
            Standing before = entry.getValue();
            Standing after = before.at(now);
            boolean forgotten = !after.open() && after.at().isBefore(now.minus(MEMORY));
            updated = updated.move(before, forgotten ? null : after);
            if (forgotten) {
                standings.remove(entry.getKey());
            } else if (!after.equals(before)) {
                standings.put(entry.getKey(), after);
            }
            next = forgotten ? next : earlier(next, after.open() ? after.deadline() : now.plus(REST));
        }
        tell(updated, context.getCurrentKey(), out);
        if (next == null) {
            counts.clear();
        } else {
            ringAt(next, context.timerService());
        }
    }

    private Counts current() throws Exception {
        Counts known = counts.value();
        return known == null ? Counts.NONE : known;
    }

    private void tell(Counts updated, String tenant, Collector<SloReport> out) throws Exception {
        if (!updated.equals(current())) {
            counts.update(updated);
            out.collect(updated.report(tenant));
        }
    }

    /** A deadline has passed one millisecond after it: "at" is in time. */
    private void ringAt(Instant instant, TimerService timers) throws Exception {
        long at = instant.toEpochMilli() + 1;
        Long armed = alarm.value();
        if (armed != null && armed <= at) {
            return;
        }
        if (armed != null) {
            timers.deleteProcessingTimeTimer(armed);
        }
        timers.registerProcessingTimeTimer(at);
        alarm.update(at);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static Instant now(TimerService timers) {
        return Instant.ofEpochMilli(timers.currentProcessingTime());
    }
}
