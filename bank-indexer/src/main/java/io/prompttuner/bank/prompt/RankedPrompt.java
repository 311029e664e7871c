package io.prompttuner.bank.prompt;

/** A prompt proposed as a start, with what speaks for it. */
public record RankedPrompt(PromptDocument prompt, double similarity, Effect effect) {}
