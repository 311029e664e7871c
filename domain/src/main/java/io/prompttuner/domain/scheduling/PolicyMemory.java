package io.prompttuner.domain.scheduling;

import java.util.Arrays;

/** What a policy wants to know again at its next plan, as bytes that only it can read. */
public final class PolicyMemory {

    /** Nothing remembered. */
    public static final PolicyMemory EMPTY = new PolicyMemory(0, new byte[0]);

    private final int version;
    private final byte[] bytes;

    /**
     * @param version of the encoding; a policy that does not know it starts afresh
     * @param bytes copied
     */
    public PolicyMemory(int version, byte[] bytes) {
        this.version = version;
        this.bytes = bytes.clone();
    }

    public int version() {
        return version;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyMemory that && version == that.version && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * version + Arrays.hashCode(bytes);
    }
}
