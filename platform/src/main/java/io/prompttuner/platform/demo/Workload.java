package io.prompttuner.platform.demo;

import io.prompttuner.platform.demo.DemoJob.Role;
import io.prompttuner.wire.event.StartKind;
import java.time.Duration;
import java.util.List;

/**
 * The jobs of the demo. What a warm job asks has the family and the label words of a teacher of the same tenant, about a
 * part of the world that neither the teacher nor the model has been asked about: prompts are private to their tenant.
 */
public final class Workload {

    /** Whose jobs they are. */
    public static final List<String> TENANTS = List.of("acme", "globex", "initech");

    /** Steps that a slack job takes at least, as it is not evaluated before: a floor under the time it keeps its worker. */
    static final long SLACK_STEPS = 300;

    /** For so long one worker is busy with the job that two share later, if others slow it down no more than before. */
    private static final double SHARED_SECONDS = 32;

    /** By then each job of its kind has reached its target. */
    private static final long LEAST_SHARED_STEPS = 150;

    private static final double RATE = 0.003;
    private static final double SLOW_RATE = 0.0005;
    private static final long MOST_STEPS = 300;
    private static final long USUAL_EVALUATION = 10;
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration LATER = Duration.ofMinutes(5);

    private Workload() {}

    /** They come first. */
    static List<DemoJob> teachers() {
        return List.of(
                plain("acme", "emotion/home-2", Role.TEACHER, 11, SOON),
                plain("globex", "intent/home-0", Role.TEACHER, 12, SOON),
                plain("initech", "topic/set1-0", Role.TEACHER, 13, SOON),
                plain("acme", "emotion/party-0", Role.TEACHER, 14, LATER),
                plain("globex", "intent/furniture-1", Role.TEACHER, 15, LATER),
                plain("initech", "tense/t0-0", Role.TEACHER, 16, LATER));
    }

    /** They come when the bank knows what the teachers have learnt. */
    static List<DemoJob> warm() {
        return pairs(Role.WARM, StartKind.RACE);
    }

    /** They come when the warm ones have ended, so that none of those can profit from them. */
    static List<DemoJob> twins() {
        return pairs(Role.TWIN, StartKind.PLAIN);
    }

    /** They keep all workers busy. */
    static List<DemoJob> slack() {
        return List.of(slack("acme", "emotion/park-0", 31), slack("globex", "intent/media-0", 32));
    }

    /** The same task and seed as a twin, whose number of steps is known by then. */
    static DemoJob urgent() {
        return plain("initech", "topic/set6-0", Role.URGENT, 25, SOON);
    }

    /** Steps of the job that two workers share, if one takes so long for a step. */
    static long sharedSteps(double stepSeconds) {
        return Math.max(LEAST_SHARED_STEPS, Math.round(SHARED_SECONDS / stepSeconds));
    }

    /** It has one worker, and nobody else has any. */
    static DemoJob alone(long steps) {
        return sharing(Role.ALONE, steps, 1);
    }

    /** The same task and seed, and maybe a second worker. */
    static DemoJob shared(long steps) {
        return sharing(Role.SHARED, steps, 2);
    }

    /** It is evaluated once, at its last step, so that it takes all of them. */
    private static DemoJob sharing(Role role, long steps, int maxWorkers) {
        return new DemoJob("acme", "emotion/work-1", role, StartKind.PLAIN, 41, RATE, steps, steps, maxWorkers, LATER);
    }

    private static List<DemoJob> pairs(Role role, StartKind start) {
        return List.of(
                job("acme", "emotion/street-2", role, start, 21, SOON),
                job("globex", "intent/vehicle-0", role, start, 22, SOON),
                job("acme", "emotion/street-0", role, start, 23, LATER),
                job("globex", "intent/garden-1", role, start, 24, LATER),
                job("initech", "topic/set6-0", role, start, 25, LATER),
                job("initech", "tense/t3-0", role, start, 26, LATER));
    }

    private static DemoJob slack(String tenant, String task, long seed) {
        return new DemoJob(
                tenant,
                task,
                Role.SLACK,
                StartKind.PLAIN,
                seed,
                SLOW_RATE,
                2 * SLACK_STEPS,
                SLACK_STEPS,
                1,
                Duration.ofMinutes(10));
    }

    private static DemoJob plain(String tenant, String task, Role role, long seed, Duration deadline) {
        return job(tenant, task, role, StartKind.PLAIN, seed, deadline);
    }

    private static DemoJob job(String tenant, String task, Role role, StartKind start, long seed, Duration deadline) {
        return new DemoJob(tenant, task, role, start, seed, RATE, MOST_STEPS, USUAL_EVALUATION, 1, deadline);
    }
}
