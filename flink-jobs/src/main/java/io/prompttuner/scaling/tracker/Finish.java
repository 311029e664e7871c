package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.Ended;
import java.time.Instant;

/**
 * The one end of a job.
 *
 * @param step optimiser steps of the job when it ended
 * @param at broker time
 */
public record Finish(Ended ended, long attempt, long step, Instant at) {}
