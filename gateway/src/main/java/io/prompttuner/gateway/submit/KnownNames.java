package io.prompttuner.gateway.submit;

import io.prompttuner.store.name.ContentHash;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a tenant's job may name. */
public interface KnownNames {

    /** Whether this base model is in the catalogue. */
    boolean hasModel(String name);

    /** Every base model in the catalogue, for the answer to a wrong one. */
    SortedSet<String> models();

    /** Whether the tenant has uploaded this dataset. */
    boolean hasDataset(ContentHash dataset);

    /** Whether the tenant owns this prompt. */
    boolean hasPrompt(ContentHash prompt);

    /** For a job that was accepted before: what it named then may be gone, and that is no fault of the repeat. */
    static KnownNames anything() {
        return new KnownNames() {
            @Override
            public boolean hasModel(String name) {
                return true;
            }

            @Override
            public SortedSet<String> models() {
                return new TreeSet<>();
            }

            @Override
            public boolean hasDataset(ContentHash dataset) {
                return true;
            }

            @Override
            public boolean hasPrompt(ContentHash prompt) {
                return true;
            }
        };
    }
}
