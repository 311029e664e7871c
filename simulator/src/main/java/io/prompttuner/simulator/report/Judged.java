package io.prompttuner.simulator.report;

import io.prompttuner.simulator.bound.Bound;
import io.prompttuner.simulator.experiment.RunResult;

/** A run's result beside what nobody could do better on the same jobs. */
public record Judged(RunResult result, Bound bound) {}
