package io.prompttuner.simulator.cluster;

import io.prompttuner.simulator.workload.SimJob;

/**
 * Which jobs look up a start in the prompt bank before their first step.
 *
 * @param budget largest share of the time from arrival to deadline that a lookup may take: 0.2 in the paper (arXiv
 *     2603.05087, section 4.3); 0 switches the bank off, infinity uses it always
 */
public record BankRule(double budget) {

    public static final BankRule OFF = new BankRule(0);
    public static final BankRule ALWAYS = new BankRule(Double.POSITIVE_INFINITY);

    /** Whether a job spends this many seconds on a lookup. */
    public boolean uses(SimJob job, double lookupSeconds) {
        return budget > 0 && lookupSeconds <= budget * job.sloSeconds();
    }
}
