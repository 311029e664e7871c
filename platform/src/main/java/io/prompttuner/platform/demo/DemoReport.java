package io.prompttuner.platform.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo has shown, as {@code --report} writes it.
 *
 * @param pairs jobs that raced prompts of the bank, each with a plain one of the same task and seed
 * @param unpaired jobs that were to race the bank's prompts and got none
 * @param urgent the arrival that could not wait
 * @param shared the job that one worker would have finished too late
 */
public record DemoReport(
        List<JobLine> jobs,
        List<Pair> pairs,
        List<Unpaired> unpaired,
        Urgent urgent,
        Shared shared,
        Totals totals,
        Memory memory) {

    /**
     * One job.
     *
     * @param deadline and {@code finish}: ISO instants, by the broker's clock
     * @param start the kind of start that was taken
     * @param bank what the bank had to say
     * @param attempts how many bindings it had
     */
    public record JobLine(
            String tenant,
            String job,
            String task,
            String role,
            String deadline,
            String finish,
            String verdict,
            String end,
            String start,
            String bank,
            long steps,
            long raceSteps,
            @Nullable Double loss,
            double workerSeconds,
            int attempts) {

        /** What its tenant pays for. */
        long allSteps() {
            return steps + raceSteps;
        }
    }

    /**
     * A job that raced prompts of the bank, and its plain twin.
     *
     * @param start which start won the race
     * @param warmSteps those of the race included
     * @param saved share of the plain one's steps; negative when the bank did harm
     */
    public record Pair(
            String task,
            long seed,
            String warmJob,
            String plainJob,
            String start,
            long warmSteps,
            long plainSteps,
            double saved) {}

    /** A job that got no prompt of the bank to race, and what the bank had to say. */
    public record Unpaired(String task, long seed, String job, String bank) {}

    /**
     * The arrival that only a pause could help.
     *
     * @param steps it was known to take
     * @param stepSeconds measured before it came
     * @param soonestFree seconds until a worker would have been free by itself
     * @param deadlineSeconds from its submission
     * @param freeMeasured seconds for which the long jobs still needed their workers, as it turned out
     * @param doneIfItHadWaited seconds from its submission to its end, had it waited for a worker
     * @param onlyAPauseHelped whether that is beyond its deadline
     * @param pausedJob who made room; absent if nobody did
     * @param pausedBy the decision
     * @param resumedBy the decision
     */
    public record Urgent(
            String job,
            String verdict,
            long steps,
            double stepSeconds,
            double soonestFree,
            double deadlineSeconds,
            double freeMeasured,
            double doneIfItHadWaited,
            boolean onlyAPauseHelped,
            @Nullable String pausedJob,
            @Nullable String pausedBy,
            @Nullable String resumedBy) {}

    /**
     * The job that one worker would have finished too late.
     *
     * @param aloneJob the same task and seed on one worker, with nothing beside it
     * @param aloneSeconds that took, from its submission to its end
     * @param aloneStepsPerSecond as seen from its first step on
     * @param deadlineSeconds from the submission
     * @param seconds from the submission to the end
     * @param workers over time
     * @param joined seconds from the submission until it had a second worker; absent if it never had
     * @param decision that gave it the second; absent if none did
     * @param reason of that decision
     * @param onlySharingHelped whether one worker took longer than the deadline allows
     * @param samePrompt whether one worker and several came to the same prompt, bit for bit
     */
    public record Shared(
            String job,
            String verdict,
            long steps,
            String aloneJob,
            double aloneSeconds,
            double aloneStepsPerSecond,
            double deadlineSeconds,
            double seconds,
            List<Crew> workers,
            @Nullable Double joined,
            @Nullable String decision,
            @Nullable String reason,
            boolean onlySharingHelped,
            boolean samePrompt) {}

    /**
     * A time in which a job held so many workers.
     *
     * @param from seconds from its submission
     * @param to seconds from its submission
     * @param stepsPerSecond as seen; absent if too few were
     */
    public record Crew(
            int workers, double from, double to, @Nullable Double stepsPerSecond) {}

    /**
     * Sums.
     *
     * @param seconds from the start of the platform to the last end
     * @param firstLossSeconds from the start of the platform to the first loss
     * @param medianStepsWarm over the pairs, races included
     * @param medianStepsPlain over the pairs
     */
    public record Totals(
            int jobs,
            int met,
            int missed,
            double workerSeconds,
            double medianStepsWarm,
            double medianStepsPlain,
            double seconds,
            double firstLossSeconds,
            long peakPssBytes) {}

    /** Who took how much when all together took most, in bytes. */
    public record Memory(long peakPssBytes, List<PartMemory> parts) {}

    /** One process. */
    public record PartMemory(String part, long pssBytes) {}
}
