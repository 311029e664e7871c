package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.throughput.ModelProfile;
import org.jspecify.annotations.Nullable;

/**
 * What a fact did to the mirror.
 *
 * @param urgent whether a plan is to be made at once: something arrived, ended or was lost
 * @param kept whether it counts; a void one need not be kept
 * @param learnt a profile that changed, to be kept
 */
public record Observed(
        boolean urgent, boolean kept, @Nullable ModelProfile learnt) {}
