/** What did a job use, from one change of its workers to the next? */
@NullMarked
package io.prompttuner.domain.price;

import org.jspecify.annotations.NullMarked;
