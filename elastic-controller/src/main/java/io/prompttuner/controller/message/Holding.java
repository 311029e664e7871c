package io.prompttuner.controller.message;

/**
 * What a worker says that it holds.
 *
 * @param step optimiser steps done so far
 * @param batchScale share of the global batch it uses under this attempt
 */
public record Holding(String job, long attempt, long step, double batchScale) {}
