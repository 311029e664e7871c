package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.TuningState;
import org.jspecify.annotations.Nullable;

/**
 * Tells states apart by 64 bits: a part that was computed from another state, by a member whose processor or library
 * rounds otherwise, must not be added up. Computed when it is first asked for, and once for both rounds of a state.
 */
final class Fingerprint {

    /** Of nothing yet. */
    static final Fingerprint NONE = new Fingerprint(null);

    /** Of FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923), taken here over words instead of bytes. */
    private static final long BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private final @Nullable TuningState of;
    private @Nullable Long value;

    private Fingerprint(@Nullable TuningState of) {
        this.of = of;
    }

    /** The one of a state: this one, if it is the same in all that counts. */
    Fingerprint of(TuningState state) {
        boolean same = of != null
                && of.at().values() == state.at().values() // never written to
                && of.seed() == state.seed()
                && of.batchScale() == state.batchScale();
        return same ? this : new Fingerprint(state);
    }

    long value() {
        if (value == null) {
            value = of == null ? BASIS : hash(of);
        }
        return value;
    }

    /** Of all that the leaves of a round depend on, and of the moments too: they decide the next state. */
    private static long hash(TuningState state) {
        long hash = BASIS;
        hash = add(hash, state.step());
        hash = add(hash, state.seed());
        hash = add(hash, Double.doubleToRawLongBits(state.batchScale()));
        hash = add(hash, state.at().values());
        hash = add(hash, state.at().mean());
        return add(hash, state.at().square());
    }

    /** In four lanes, since each word waits for the one before it in its own. */
    private static long add(long hash, float[] numbers) {
        long first = hash;
        long second = hash;
        long third = hash;
        long fourth = hash;
        int at = 0;
        for (; at + 4 <= numbers.length; at += 4) {
            first = add(first, Float.floatToRawIntBits(numbers[at]));
            second = add(second, Float.floatToRawIntBits(numbers[at + 1]));
            third = add(third, Float.floatToRawIntBits(numbers[at + 2]));
            fourth = add(fourth, Float.floatToRawIntBits(numbers[at + 3]));
        }
        for (; at < numbers.length; at++) {
            first = add(first, Float.floatToRawIntBits(numbers[at]));
        }
        return add(add(add(first, second), third), fourth);
    }

    private static long add(long hash, long word) {
        long mixed = (hash ^ word) * PRIME;
        return mixed ^ (mixed >>> 32);
    }
}
