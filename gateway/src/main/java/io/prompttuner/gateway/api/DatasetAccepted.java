package io.prompttuner.gateway.api;

/**
 * A dataset is stored.
 *
 * @param sha256 its name from now on
 * @param rows lines in all
 * @param train of them learnt from
 * @param heldout of them judged by
 */
public record DatasetAccepted(String sha256, int rows, int train, int heldout) {}
