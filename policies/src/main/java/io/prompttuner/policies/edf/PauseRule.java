package io.prompttuner.policies.edf;

/**
 * When one job is paused for another: only if that gains more chance of meeting a deadline than it costs, and the paused
 * job still meets its own, or had no chance to lose. A job that has just got its worker is left alone.
 */
final class PauseRule {

    private final EdfSettings settings;

    PauseRule(EdfSettings settings) {
        this.settings = settings;
    }

    /**
     * Whether to pause {@code slack} for {@code urgent}.
     *
     * @param waiting seconds until {@code urgent} would take its next step if it waited
     * @param pausing the same if the other is paused for it
     */
    boolean pays(Candidate urgent, double waiting, Candidate slack, double pausing) {
        double gained = urgent.chance(pausing) - urgent.chance(waiting);
        double before = slack.chance(0);
        double after = slack.chance(returns(urgent, slack, pausing));
        boolean harmless = after >= settings.safe() || before < settings.hope();
        return harmless && settled(slack) && gained - (before - after) >= settings.gain();
    }

    /** When the paused job takes its next step: it has its place again after the other in the median case. */
    static double returns(Candidate urgent, Candidate slack, double pausing) {
        return pausing + urgent.runSeconds() + slack.beginSeconds();
    }

    private static boolean settled(Candidate slack) {
        return !slack.held() || slack.heldSeconds() >= 2 * slack.beginSeconds();
    }
}
