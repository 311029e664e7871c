/**
 * What outlives a process, where is it, and when may it go?
 *
 * <p>Three ports, one for each thing kept: {@link io.prompttuner.store.DatasetStore datasets} and {@link
 * io.prompttuner.store.PromptStore prompts} are named by what they hold, {@link io.prompttuner.store.CheckpointStore
 * checkpoints} by job, attempt and step. Whatever is there is whole: an adapter writes elsewhere and moves it into place.
 * What is there already is not written again, so every write may be repeated.
 *
 * <p>Who may remove what, and when, is decided by pure rules here ({@link io.prompttuner.store.CheckpointRetention},
 * {@link io.prompttuner.store.PromptSweepPlanner}); adapters only carry it out.
 */
@NullMarked
package io.prompttuner.store;

import org.jspecify.annotations.NullMarked;
