package io.prompttuner.trainer.worker;

import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jobs for tests; what a test does not say is the same for all. */
public record Jobs(
        String job, String dataset, Start start, Target target, long maxSteps, int evaluateEvery, double learningRate) {

    public static final String TENANT = "acme";
    public static final String MODEL = "small-lm";
    private static final Instant THEN = Instant.ofEpochSecond(1_900_000_000);

    /** A plain start that runs all its steps. */
    public static Jobs job(String job) {
        var never = new Target(TargetMetric.LOSS, 0);
        return new Jobs(job, "0".repeat(64), new Start(StartKind.PLAIN, null, null), never, 12, 5, 0.1);
    }

    public Jobs on(String sha256) {
        return new Jobs(job, sha256, start, target, maxSteps, evaluateEvery, learningRate);
    }

    public Jobs from(StartKind kind, @Nullable String text, @Nullable String prompt) {
        return new Jobs(job, dataset, new Start(kind, text, prompt), target, maxSteps, evaluateEvery, learningRate);
    }

    public Jobs until(TargetMetric metric, double value) {
        return new Jobs(job, dataset, start, new Target(metric, value), maxSteps, evaluateEvery, learningRate);
    }

    public Jobs steps(long most, int every) {
        return new Jobs(job, dataset, start, target, most, every, learningRate);
    }

    public Jobs rate(double rate) {
        return new Jobs(job, dataset, start, target, maxSteps, evaluateEvery, rate);
    }

    /** With a prompt of so many tokens, and batches of so many examples in four parts. */
    public JobSubmitted submitted(int promptTokens, int batchSize) {
        var spec = new JobSpec(
                "task",
                MODEL,
                dataset,
                target,
                maxSteps,
                evaluateEvery,
                promptTokens,
                batchSize,
                4,
                learningRate,
                1,
                0.25);
        return new JobSubmitted(job, TENANT, spec, 9, start, THEN, AfterDeadline.CONTINUE, THEN);
    }
}
