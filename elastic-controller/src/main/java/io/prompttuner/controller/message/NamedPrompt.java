package io.prompttuner.controller.message;

/** A prompt that somebody still names: whose it is, and the SHA-256 of its file. */
public record NamedPrompt(String tenant, String hash) {}
