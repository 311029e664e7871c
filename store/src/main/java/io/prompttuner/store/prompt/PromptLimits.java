package io.prompttuner.store.prompt;

/**
 * How large a prompt may be that somebody brings.
 *
 * @param bytes of the file at most
 * @param headerBytes of its header at most
 * @param tokens of the prompt at most
 */
public record PromptLimits(int bytes, int headerBytes, int tokens) {

    /** 16 MiB with a header of 64 KiB; 256 tokens, as many as a job may ask for. */
    public static final PromptLimits DEFAULT = new PromptLimits(16 << 20, 64 << 10, 256);
}
