package io.prompttuner.controller.message;

/**
 * What a worker says that it holds.
 *
 * @param step optimiser steps done so far
 */
public record Holding(String job, long attempt, long step) {}
