package io.prompttuner.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Decides which prompts nobody needs any more: those that no {@code ended}, outcome, checkpoint or live job names, and that
 * no writer has touched for {@code patience}.
 *
 * <p>A writer may find its prompt there just as it is about to go, so going takes two looks. The caller reads all topics
 * to their ends, then {@code terms} (is it still the controller?), sets aside what {@link #firstLook} says, reads again,
 * and obeys {@link #secondLook}. A writer that comes between the two either renewed the time, which the second look sees, or
 * no longer finds the prompt and writes it anew.
 */
public record PromptSweepPlanner(Duration patience) {

    /** A day: longer than any job goes between making a prompt durable and naming it. */
    public static final PromptSweepPlanner DEFAULT = new PromptSweepPlanner(Duration.ofHours(24));

    /** What becomes of the prompts that were set aside. */
    public record SecondLook(List<PromptRef> restore, List<PromptRef> discard) {}

    /** What may be set aside. */
    public List<PromptRef> firstLook(Collection<PromptEntry> stored, Set<PromptRef> named, Instant now) {
        return stored.stream()
                .filter(entry -> isUnneeded(entry, named, now))
                .map(PromptEntry::ref)
                .toList();
    }

    /** Judges what lies aside, with {@code named} gathered anew since it was put there. */
    public SecondLook secondLook(Collection<PromptEntry> aside, Set<PromptRef> named, Instant now) {
        List<PromptRef> discard = firstLook(aside, named, now);
        List<PromptRef> restore = aside.stream()
                .map(PromptEntry::ref)
                .filter(ref -> !discard.contains(ref))
                .toList();
        return new SecondLook(restore, discard);
    }

    private boolean isUnneeded(PromptEntry entry, Set<PromptRef> named, Instant now) {
        return !named.contains(entry.ref()) && entry.renewed().plus(patience).isBefore(now);
    }
}
