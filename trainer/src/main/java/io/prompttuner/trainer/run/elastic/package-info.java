/**
 * How does one tune a prompt with several processes on this machine, while they come and go?
 *
 * <p>{@link io.prompttuner.trainer.run.elastic.ElasticTuning} starts members, says who belongs to the group, and plays a
 * {@link io.prompttuner.trainer.run.elastic.History}: it plays the part that the controller has in the platform.
 */
@NullMarked
package io.prompttuner.trainer.run.elastic;

import org.jspecify.annotations.NullMarked;
