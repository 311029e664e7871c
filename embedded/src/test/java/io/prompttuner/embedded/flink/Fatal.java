package io.prompttuner.embedded.flink;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job whose task fails, and fails again when that is cleaned up: this costs Flink the task manager. */
final class Fatal extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;

    static void wire(StreamExecutionEnvironment environment) {
        environment
                .fromSequence(0, Long.MAX_VALUE)
                .uid("numbers")
                .map(new Fatal())
                .uid("fatal")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    @Override
    public Long map(Long number) {
        throw new IllegalStateException("the task fails");
    }

    @Override
    public void close() {
        throw new IllegalStateException("so does its end");
    }
}
