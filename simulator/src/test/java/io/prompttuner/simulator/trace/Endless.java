package io.prompttuner.simulator.trace;

import java.io.InputStream;
import java.util.Arrays;

/** One byte very often, which is nowhere at once. */
final class Endless extends InputStream {

    private final byte value;
    private long left;

    Endless(char value, long times) {
        this.value = (byte) value;
        this.left = times;
    }

    @Override
    public int read() {
        return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        int count = (int) Math.min(left, most);
        Arrays.fill(into, from, from + count, value);
        left -= count;
        return count == 0 ? -1 : count;
    }
}
