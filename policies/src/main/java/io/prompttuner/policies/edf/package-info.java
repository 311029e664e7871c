/** Who runs when the nearest deadline comes first, and when is it right to pause a job for another? */
@NullMarked
package io.prompttuner.policies.edf;

import org.jspecify.annotations.NullMarked;
