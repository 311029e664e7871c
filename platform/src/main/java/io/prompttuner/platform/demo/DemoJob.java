package io.prompttuner.platform.demo;

import io.prompttuner.wire.event.StartKind;
import java.time.Duration;

/**
 * One job of the demo, before it is submitted.
 *
 * @param task as in {@code emotion/street-0}: names the file and the job
 * @param role what it is there to show
 * @param learningRate lower makes a longer job
 * @param evaluateEvery steps between two held-out evaluations; a job ends at one of them
 * @param maxWorkers that may share it
 * @param deadline from its submission
 */
public record DemoJob(
        String tenant,
        String task,
        Role role,
        StartKind start,
        long seed,
        double learningRate,
        long maxSteps,
        long evaluateEvery,
        int maxWorkers,
        Duration deadline) {

    /** What a job of the demo is there to show. */
    public enum Role {
        /** Starts plain and leaves its prompt to the bank. */
        TEACHER("fills the bank"),
        /** Races the bank's prompts against a plain start. */
        WARM("races bank prompts"),
        /** The same task and seed as a warm one, started plain: what the bank is compared with. */
        TWIN("the same, plain"),
        /** Long, and in no hurry. */
        SLACK("long, in no hurry"),
        /** Comes when all workers are busy, and cannot wait. */
        URGENT("can't wait"),
        /** The same task and seed as the shared one: what sharing is compared with. */
        ALONE("on one worker"),
        /** Would be late on one worker. */
        SHARED("late on one worker");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The same job under another deadline. */
    DemoJob within(Duration other) {
        return new DemoJob(tenant, task, role, start, seed, learningRate, maxSteps, evaluateEvery, maxWorkers, other);
    }
}
