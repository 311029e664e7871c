/**
 * After how many steps will a job reach its target, and how sure is that?
 *
 * <p>{@link io.prompttuner.domain.convergence.ConvergenceModel} answers with a distribution, {@link
 * io.prompttuner.domain.convergence.StepsForecast}, also before the first step. All it remembers of a job is a {@link
 * io.prompttuner.domain.convergence.CurveState} of fixed size; a step costs a few dozen additions.
 */
@NullMarked
package io.prompttuner.domain.convergence;

import org.jspecify.annotations.NullMarked;
