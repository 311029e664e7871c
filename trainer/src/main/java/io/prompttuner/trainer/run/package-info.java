/**
 * How does one tune a prompt, or try it, without the platform?
 *
 * <p>{@link io.prompttuner.trainer.run.StandaloneTuning} takes a model directory and a dataset to a prompt with its
 * manifest; {@link io.prompttuner.trainer.run.PromptTrial} shows what the prompt changes.
 */
@NullMarked
package io.prompttuner.trainer.run;

import org.jspecify.annotations.NullMarked;
