package io.prompttuner.store.dataset;

/** What a tuned prompt is given, and what it must make the model answer. */
public record Example(String input, String target) {}
