package io.prompttuner.stream.flink;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One value a key, in memory in front of its state: to read or write one that is held costs nothing of what the state
 * backend costs, which is most of the price of an event. Values must be immutable. For one task.
 *
 * @param <K> of keys
 * @param <V> of values
 */
public final class WriteBehindValue<K, V> {

    private final ValueState<V> state;
    private final int most;
    private final Map<K, V> held = new LinkedHashMap<>(16, 0.75f, true); // in the order of their last use
    private final Set<K> changed = new LinkedHashSet<>();

    /** @param most values that stay in memory after a snapshot; with more live keys than that, each event pays again */
    public WriteBehindValue(ValueState<V> state, int most) {
        this.state = state;
        this.most = most;
    }

    /** The value of the current key. */
    public @Nullable V get(K key) throws IOException {
        V value = held.get(key);
        if (value == null) {
            value = state.value();
            if (value != null) {
                held.put(key, value);
            }
        }
        return value;
    }

    /** Sets the value of the current key. */
    public void put(K key, V value) {
        held.put(key, value);
        changed.add(key);
    }

    /** Forgets the current key, at once. */
    public void clear(K key) {
        held.remove(key);
        changed.remove(key);
        state.clear();
    }

    /** Writes what has changed, and lets go of what was not used for longest if that is too much to hold. */
    public void writeBack(ThrowingConsumer<K, Exception> atKey) throws Exception {
        for (K key : changed) {
            atKey.accept(key);
            state.update(held.get(key));
        }
        changed.clear();
        Iterator<K> oldest = held.keySet().iterator();
        for (int tooMany = held.size() - most; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }
}
