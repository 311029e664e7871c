package io.prompttuner.stream.flink;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * A keyed function that works on values in memory and writes what has changed to its state before each snapshot, not at each
 * element. Run it with {@link WriteBehindOperator}; {@code process} would never write.
 *
 * @param <K> of keys
 * @param <I> of what comes in
 * @param <O> of what goes out
 */
public abstract class WriteBehindFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {

    private static final long serialVersionUID = 1L;

    /**
     * Writes everything that has changed since the last time.
     *
     * @param atKey makes a key the current one; state is written at the current key
     */
    protected abstract void writeBack(ThrowingConsumer<K, Exception> atKey) throws Exception;
}
