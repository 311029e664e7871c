package io.prompttuner.store;

/**
 * What the last bits of a prompt depend on besides its task and settings: only where all of it is the same does a repeat
 * give the same bytes.
 *
 * @param dtype the arithmetic, such as {@code f32}
 * @param threads that one worker computes with
 * @param library and its version, such as {@code pytorch 2.7.1}
 * @param processor family, such as {@code amd64 avx2}
 */
public record Numerics(String dtype, int threads, String library, String processor) {}
