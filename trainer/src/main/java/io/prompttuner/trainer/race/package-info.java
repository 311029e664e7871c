/**
 * Which of several starts should a job go on from?
 *
 * <p>A low first loss is a bad judge of a start, so the candidates run: {@link io.prompttuner.trainer.race.RacePlanner}
 * says how far, {@link io.prompttuner.trainer.race.Race} lets them, one optimiser step per call.
 */
@NullMarked
package io.prompttuner.trainer.race;

import org.jspecify.annotations.NullMarked;
