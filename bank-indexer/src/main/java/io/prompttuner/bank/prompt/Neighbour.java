package io.prompttuner.bank.prompt;

/**
 * A prompt whose task resembles another.
 *
 * @param similarity cosine of the centred features, -1 to 1
 */
public record Neighbour(PromptDocument prompt, double similarity) {}
