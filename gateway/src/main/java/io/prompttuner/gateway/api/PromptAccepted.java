package io.prompttuner.gateway.api;

/**
 * A prompt that was tuned elsewhere is stored.
 *
 * @param sha256 its name from now on
 * @param baseModel the model it belongs to
 * @param tokens its length
 * @param hidden width of one prompt token
 */
public record PromptAccepted(String sha256, String baseModel, int tokens, int hidden) {}
