/** Was the promise made with a job kept? */
@NullMarked
package io.prompttuner.domain.slo;

import org.jspecify.annotations.NullMarked;
