package io.prompttuner.scaling.flink;

import io.prompttuner.domain.scheduling.PolicyMemory;

/** A policy's memory in the form that Flink keeps; nobody writes into the bytes. */
@SuppressWarnings("ArrayRecordComponent") // Flink keeps arrays as they are, and nobody compares these
public record KeptMemory(int version, byte[] bytes) {

    static KeptMemory of(PolicyMemory memory) {
        return new KeptMemory(memory.version(), memory.bytes());
    }

    PolicyMemory restored() {
        return new PolicyMemory(version, bytes);
    }
}
