package io.prompttuner.wire.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report on a job's tuning. Exactly the component named by {@code kind} is there.
 *
 * @param attempt the binding under which the author acts
 * @param step optimiser steps done so far; 0 before the first
 * @param author the worker, or {@code controller}
 */
public record StepEvent(
        StepKind kind,
        String job,
        long attempt,
        long step,
        String author,
        @Nullable Started started,
        @Nullable Measured measured,
        @Nullable Evaluated evaluated,
        @Nullable Checkpointed checkpointed,
        @Nullable Ended ended)
        implements Event {

    public static StepEvent started(String job, long attempt, long step, String author, Started started) {
        return new StepEvent(StepKind.STARTED, job, attempt, step, author, started, null, null, null, null);
    }

    public static StepEvent step(String job, long attempt, long step, String author, Measured measured) {
        return new StepEvent(StepKind.STEP, job, attempt, step, author, null, measured, null, null, null);
    }

    public static StepEvent evaluated(String job, long attempt, long step, String author, Evaluated evaluated) {
        return new StepEvent(StepKind.EVALUATED, job, attempt, step, author, null, null, evaluated, null, null);
    }

    public static StepEvent checkpointed(String job, long attempt, long step, String author, Checkpointed saved) {
        return new StepEvent(StepKind.CHECKPOINTED, job, attempt, step, author, null, null, null, saved, null);
    }

    public static StepEvent ended(String job, long attempt, long step, String author, Ended ended) {
        return new StepEvent(StepKind.ENDED, job, attempt, step, author, null, null, null, null, ended);
    }

    @Override
    public String key() {
        return job;
    }

    @Override
    public String kindName() {
        return kind.word();
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (attempt < 0) {
            faults.add("attempt: expected 0 or more, got " + attempt);
        }
        if (step < 0) {
            faults.add("step: expected 0 or more, got " + step);
        }
        if (detail() == null) {
            faults.add("%s: expected in a report of kind %s".formatted(detailName(), kind.word()));
        }
        return faults;
    }

    private @Nullable Object detail() {
        return switch (kind) {
            case STARTED -> started;
            case STEP -> measured;
            case EVALUATED -> evaluated;
            case CHECKPOINTED -> checkpointed;
            case ENDED -> ended;
        };
    }

    private String detailName() {
        return kind == StepKind.STEP ? "measured" : kind.word();
    }
}
