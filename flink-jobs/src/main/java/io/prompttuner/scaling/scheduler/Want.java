package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Option;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import org.jspecify.annotations.Nullable;

/** What is wanted of one job at this moment, in the words of the wire. */
record Want(WishReason reason, Option chosen, @Nullable Option rejected) {

    /** What follows from facts and can't be taken back. */
    static Want stop(WishReason reason) {
        return new Want(reason, new Option(Wish.STOPPED, 0, 1, 0, reason.word()), null);
    }

    static Want planned(PlannedAllocation planned) {
        Choice rejected = planned.rejected();
        return new Want(
                WishReason.valueOf(planned.reason().name()),
                option(planned.chosen()),
                rejected == null ? null : option(rejected));
    }

    /** Whether an allocation asks for the same, whatever its reason was. */
    boolean isSaidBy(Allocation said) {
        return said.wish() == chosen.wish()
                && said.workers() == chosen.workers()
                && said.batchScale() == chosen.batchScale();
    }

    private static Option option(Choice choice) {
        return new Option(
                choice.runs() ? Wish.RUNNING : Wish.PAUSED,
                choice.workers(),
                choice.batchScale(),
                choice.lateness(),
                choice.note());
    }
}
