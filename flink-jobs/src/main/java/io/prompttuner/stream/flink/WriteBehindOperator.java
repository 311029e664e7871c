package io.prompttuner.stream.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs a {@link WriteBehindFunction}: like any keyed function, and before each snapshot it writes. Its snapshots are those
 * of a function that writes at once, so that either can be restored as the other.
 *
 * <p>Flink counts the class it extends among its own: this is the one place that knows it.
 */
public final class WriteBehindOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {

    private static final long serialVersionUID = 1L;

    private final WriteBehindFunction<K, I, O> function;

    public WriteBehindOperator(WriteBehindFunction<K, I, O> function) {
        super(function);
        this.function = function;
    }

    /** What comes out of the function when this goes in. */
    public static <K, I, O> SingleOutputStreamOperator<O> apply(
            KeyedStream<I, K> in, String name, Class<O> out, WriteBehindFunction<K, I, O> function) {
        return in.transform(name, TypeInformation.of(out), new WriteBehindOperator<>(function));
    }

    /** In the task's thread, before the backend takes its snapshot; Flink sets the key anew before whatever comes next. */
    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        function.writeBack(this::setCurrentKey);
        super.snapshotState(context);
    }
}
