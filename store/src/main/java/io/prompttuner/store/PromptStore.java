package io.prompttuner.store;

import io.prompttuner.store.name.TenantSlug;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tuned prompts with their manifests. Every method may throw a {@link StoreException}.
 *
 * <p>The last four methods are for the sweep of what nobody names any more: see {@link PromptSweepPlanner}.
 */
public interface PromptStore {

    /**
     * Keeps a prompt, durably by the time it returns. One that is there already keeps its first manifest, and its time is
     * renewed, so that a sweep on its way lets go of it.
     *
     * @param prompt the bytes of a safetensors file
     */
    PromptRef put(TenantSlug tenant, byte[] prompt, PromptOrigin manifest);

    /** The prompt, checked against its name. */
    Optional<StoredPrompt> get(PromptRef ref);

    /** Removes a prompt at its tenant's wish; false if there was none. */
    boolean remove(PromptRef ref);

    /** Every prompt of every tenant, in order of their names. */
    List<PromptEntry> list();

    /** Moves a prompt to where {@link #get} does not find it; false if it is not there. */
    boolean setAside(PromptRef ref);

    /** What was set aside and neither restored nor discarded, also by a sweep that died. */
    List<PromptEntry> aside();

    /** Puts back what was set aside, or lets go of it if a writer has put it there again meanwhile. */
    void restore(PromptRef ref);

    /** Removes what was set aside, for good. */
    void discard(PromptRef ref);
}
