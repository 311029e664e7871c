package io.prompttuner.controller.loop;

import io.prompttuner.controller.message.NamedPrompt;
import java.util.Set;

/** Who removes from the stores what nobody needs. Both calls return at once; a failure is the next sweep's to make good. */
public interface StoreKeeper {

    void removeCheckpoints(Set<String> jobs);

    /**
     * Looks through the prompts.
     *
     * @param named prompts that a topic names
     * @param last false at the first look, which sets aside; true at the second, which restores or discards
     */
    void sweepPrompts(Set<NamedPrompt> named, boolean last);
}
