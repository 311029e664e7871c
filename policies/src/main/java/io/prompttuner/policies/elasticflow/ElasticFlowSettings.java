package io.prompttuner.policies.elasticflow;

import io.prompttuner.policies.Switches;
import io.prompttuner.policies.time.DeclaredTimes;

/**
 * What ElasticFlow's description leaves open, as switches.
 *
 * @param times of what nobody has measured yet
 * @param slot seconds of one step of the plan ahead
 * @param merge seconds that must lie between two reschedulings for an arrival or an end; what happens in between is merged
 * @param declined what becomes of a job that was declined
 * @param resizeGuard whether a job is resized only if that saves more time than Tcold: the stronger baseline
 * @param align whether a deadline counts as the beginning of its slot
 * @param marginal which way round the marginal return is read
 */
public record ElasticFlowSettings(
        DeclaredTimes times,
        double slot,
        double merge,
        Declined declined,
        boolean resizeGuard,
        Align align,
        Marginal marginal) {

    /** What becomes of a job that was declined. */
    public enum Declined {
        /** It runs on what is left. */
        BEST_EFFORT,
        NEVER
    }

    /** At which moment a job must be done for the plan. */
    public enum Align {
        /** At the last slot boundary before its deadline. */
        DOWN,
        /** At its deadline, in the middle of a slot. */
        EXACT
    }

    /** Who is served first when GPUs are left over. */
    public enum Marginal {
        /** The job that saves most GPU time for each further GPU: the idea of diminishing returns. */
        SAVED,
        /** The job whose GPU time grows most: the sign as it is printed in the published artifact. */
        GROWN
    }

    public static ElasticFlowSettings from(Switches switches) {
        double slot = switches.real("slot", 0.05, 86_400, 10);
        return new ElasticFlowSettings(
                DeclaredTimes.standard(),
                slot,
                switches.seconds("merge", Math.min(slot, 86_400)),
                switches.choice("declined", Declined.BEST_EFFORT),
                switches.on("resize-guard", false),
                switches.choice("align", Align.DOWN),
                switches.choice("marginal", Marginal.SAVED));
    }
}
