package io.prompttuner.controller.message;

/**
 * What a worker says that it holds.
 *
 * @param step optimiser steps done so far
 * @param batchScale share of the global batch it uses under this attempt
 * @param generation of the team that it was told last
 */
public record Holding(String job, long attempt, long step, double batchScale, long generation) {}
