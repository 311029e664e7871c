package io.prompttuner.policies.edf;

import java.util.function.IntToDoubleFunction;

/**
 * Among how many workers a job should share its steps: the fewest that make it likely enough to meet its deadline.
 *
 * <p>One that grows must gain a real chance by it. One that gives workers back must be as likely to be in time without them
 * even if its steps take longer than expected, or be as fast without them, and must not want them again at once; or it can't
 * be in time even if its steps take less than expected. What lies between is left as it is, so that a forecast that wavers
 * moves nobody.
 */
final class ShareRule {

    /** How many times as fast steps must be on more workers for these to help. */
    private static final double FASTER = 1.1;

    private final EdfSettings settings;

    ShareRule(EdfSettings settings) {
        this.settings = settings;
    }

    /** Whether the job is likely enough to be in time on so many workers. */
    boolean safe(Candidate job, int workers, double starts) {
        return job.chance(workers, starts) >= settings.safe();
    }

    /**
     * How many of so many workers the job keeps when nobody else wants them.
     *
     * @param starts seconds until it makes its next step
     */
    int keeps(Candidate job, int workers, double starts) {
        if (job.hopeless() && !hopes(job.chance(workers, starts, 1 / (1 + settings.margin())))) {
            return 1;
        }
        double enough = Math.min(settings.safe(), job.chance(workers, starts));
        int most = Math.max(workers, job.most());
        for (int fewer = 1; fewer < workers; fewer++) {
            boolean asGood = job.chance(fewer, starts, 1 + settings.margin()) >= enough || asFast(job, fewer, workers);
            if (asGood && grows(job, fewer, starts, most, more -> starts) == fewer) {
                return fewer;
            }
        }
        return workers;
    }

    /**
     * How many workers the job should have: as many as it has if more gain nothing real.
     *
     * @param starts seconds until those that it has make its next step
     * @param most what it may have
     * @param joins seconds until so many more workers are there
     */
    int grows(Candidate job, int workers, double starts, int most, IntToDoubleFunction joins) {
        double before = job.chance(workers, starts);
        double bestChance = before;
        int best = workers;
        for (int to = workers + 1; to <= most && bestChance < settings.safe() && !job.hopeless(); to++) {
            double chance = job.chance(new Growth(workers, starts, to, joins.applyAsDouble(to - workers)));
            boolean saves = chance >= settings.safe() && chance - before >= settings.gain();
            if (saves || chance - bestChance >= settings.gain()) {
                best = to;
                bestChance = chance;
            }
        }
        return best;
    }

    private static boolean asFast(Candidate job, int fewer, int workers) {
        return job.stepSeconds(fewer) < FASTER * job.stepSeconds(workers);
    }

    /** Whether the job may be in time with such a chance. */
    boolean hopes(double chance) {
        return chance >= settings.hope();
    }
}
