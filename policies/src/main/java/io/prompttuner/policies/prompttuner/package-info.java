/**
 * What does the scheduler of the PromptTuner paper decide (arXiv 2603.05087, section 4)?
 *
 * <p>{@link io.prompttuner.policies.prompttuner.WarmPoolAlgorithm} is its algorithm 1, {@link
 * io.prompttuner.policies.prompttuner.ColdPoolAlgorithm} its algorithm 2, line by line. Where the listing contradicts itself
 * or leaves something open, {@link io.prompttuner.policies.prompttuner.PromptTunerSwitches} names the readings.
 */
@NullMarked
package io.prompttuner.policies.prompttuner;

import org.jspecify.annotations.NullMarked;
