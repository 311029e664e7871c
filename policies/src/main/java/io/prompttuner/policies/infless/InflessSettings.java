package io.prompttuner.policies.infless;

import io.prompttuner.policies.Switches;
import io.prompttuner.policies.time.DeclaredTimes;

/**
 * What the descriptions of INFless leave open, as switches.
 *
 * @param times of what nobody has measured yet
 * @param gang whether a job holds some of its instances while it waits for the others
 * @param order in which jobs are served
 * @param keepAlive how long an idle instance stays
 * @param window seconds for which it stays if that is fixed, or nothing has been learnt yet
 * @param gamma weight of the long memory of idle times against the short one
 * @param alpha how far the traffic must fall within what one instance serves before that may go
 * @param autoscale whether instances follow the traffic beyond the jobs that are there
 * @param smoothing seconds over which the arrival rate is smoothed
 * @param timeout seconds for which gangs may hold each other up
 */
public record InflessSettings(
        DeclaredTimes times,
        Gang gang,
        Order order,
        KeepAlive keepAlive,
        double window,
        double gamma,
        double alpha,
        boolean autoscale,
        double smoothing,
        double timeout) {

    /** How a job comes to its instances. */
    public enum Gang {
        /** It takes what is idle and waits for the others. */
        HOLD,
        /** It takes all of them at once. */
        ATOMIC
    }

    /** Who is served first. */
    public enum Order {
        FIFO,
        /** The nearest deadline, those that can't be met last. */
        EDF
    }

    /** How long an idle instance stays. */
    public enum KeepAlive {
        /** As long as idle times of a long and a short memory suggest. */
        LSTH,
        FIXED
    }

    /** As PromptTuner's authors describe it. */
    public static InflessSettings described(Switches switches) {
        return from(switches, Gang.HOLD, Order.FIFO);
    }

    /** Without the flaws that PromptTuner's authors found. */
    public static InflessSettings atomicEdf(Switches switches) {
        return from(switches, Gang.ATOMIC, Order.EDF);
    }

    private static InflessSettings from(Switches switches, Gang gang, Order order) {
        return new InflessSettings(
                DeclaredTimes.standard(),
                switches.choice("gang", gang),
                switches.choice("order", order),
                switches.choice("keep-alive", KeepAlive.LSTH),
                switches.seconds("window", 60),
                switches.real("gamma", 0, 1, 0.5),
                switches.real("alpha", 0, 1, 0.8),
                switches.on("autoscale", true),
                switches.real("smoothing", 1, 86_400, 60),
                switches.real("timeout", 1, 86_400, 30));
    }
}
