/**
 * Is this request a job, and which one?
 *
 * <p>{@link io.prompttuner.gateway.submit.SubmitRule} turns a request's JSON into the whole job, or into every reason why
 * it is none. Pure: what exists (models, datasets, prompts), the time and the limits are arguments, so that a check
 * without a platform gives the platform's own answers. The same rules stand, as far as JSON Schema can say them, in
 * {@code job.schema.json}.
 */
@NullMarked
package io.prompttuner.gateway.submit;

import org.jspecify.annotations.NullMarked;
