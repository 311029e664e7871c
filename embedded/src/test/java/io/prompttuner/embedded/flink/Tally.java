package io.prompttuner.embedded.flink;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * A job that counts 0, 1, 2, ... by n mod 7. How many numbers a key must have seen follows from the number at hand, so that
 * a single event lost or counted twice shows. What it saw is left in static fields: cluster and test share one JVM.
 */
final class Tally extends KeyedProcessFunction<Long, Long, Long> {

    static final long KEYS = 7;
    static final ConcurrentMap<Long, Long> FIRST_SEEN = new ConcurrentHashMap<>();
    static final ConcurrentMap<Long, Long> LAST_SEEN = new ConcurrentHashMap<>();
    static final ConcurrentSkipListSet<String> FAULTS = new ConcurrentSkipListSet<>();

    @SuppressWarnings("NullAway.Init") // set in open()
    private transient ValueState<Long> count;

    static void forgetWhatWasSeen() {
        FIRST_SEEN.clear();
        LAST_SEEN.clear();
        FAULTS.clear();
    }

    static void wire(StreamExecutionEnvironment environment) {
        environment
                .fromSource(
                        new NumberSequenceSource(0, Long.MAX_VALUE - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .setParallelism(1)
                .uid("numbers")
                .filter(number -> unhurried())
                .setParallelism(1)
                .uid("unhurried")
                .keyBy(number -> number % KEYS, Types.LONG)
                .process(new Tally())
                .uid("tally")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
        Long before = count.value();
        long now = before == null ? 1 : before + 1;
        count.update(now);
        if (now != number / KEYS + 1) {
            FAULTS.add("number %d is the %dth of its key".formatted(number, now));
        }
        FIRST_SEEN.putIfAbsent(context.getCurrentKey(), number);
        LAST_SEEN.put(context.getCurrentKey(), number);
    }

    /** About 10,000 numbers a second. */
    private static boolean unhurried() {
        LockSupport.parkNanos(50_000);
        return true;
    }
}
