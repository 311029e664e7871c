/**
 * Is this file a task that can be learnt, and which of its lines are held out?
 *
 * <p>A task comes as JSON Lines of {@code {"input": ..., "target": ..., "split": "train" | "heldout"}}, {@code split}
 * being optional. {@link io.prompttuner.store.dataset.DatasetReader} checks all of it and answers with either the task
 * or every fault, by line; it never throws at what is in the file.
 */
@NullMarked
package io.prompttuner.store.dataset;

import org.jspecify.annotations.NullMarked;
