/** What does a task look like to a model, and does it fit? */
@NullMarked
package io.prompttuner.trainer.task;

import org.jspecify.annotations.NullMarked;
