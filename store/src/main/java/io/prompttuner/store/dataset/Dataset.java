package io.prompttuner.store.dataset;

import io.prompttuner.store.name.ContentHash;
import java.util.List;

/**
 * A task, checked: what is learnt from and what it is judged by, each in the order of the file.
 *
 * @param sha256 of the file's bytes: the task's name in the store
 */
public record Dataset(ContentHash sha256, List<Example> train, List<Example> heldout) {

    public Dataset {
        train = List.copyOf(train);
        heldout = List.copyOf(heldout);
    }
}
