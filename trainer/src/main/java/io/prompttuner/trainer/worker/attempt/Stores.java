package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.PromptStore;

/** Where a run finds its task and leaves its results. */
public record Stores(DatasetStore datasets, PromptStore prompts, CheckpointStore checkpoints) {}
