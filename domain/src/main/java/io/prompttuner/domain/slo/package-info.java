/** Was the promise made with a job kept, and how often are promises kept? */
@NullMarked
package io.prompttuner.domain.slo;

import org.jspecify.annotations.NullMarked;
