/** Does a job go on exactly where the last process stopped? */
@NullMarked
package io.prompttuner.embedded.flink;

import org.jspecify.annotations.NullMarked;
