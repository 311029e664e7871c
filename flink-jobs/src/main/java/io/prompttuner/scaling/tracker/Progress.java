package io.prompttuner.scaling.tracker;

import io.prompttuner.domain.convergence.CurveState;
import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Forecast;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come, according to the reports that were taken.
 *
 * @param highest the last report taken; absent before the first
 * @param attemptSince broker time of the first report of its attempt
 * @param trained the highest step that was fed to the model
 * @param evaluated the highest step whose evaluation was fed to the model; -1 before the first
 * @param convergence the model's memory
 * @param stepTime learnt from steps that were fed
 * @param workers that shared the last of these in this attempt; one before its first
 * @param loss of the highest step, nats per target token
 * @param bestLoss of all evaluations
 * @param bestAccuracy of all evaluations
 * @param curve of training losses
 * @param forecast the latest; absent before the first report
 * @param forecasts some of the earlier ones
 * @param expected what the model made of the last report that told it something; absent before the first
 * @param bestAnswers best token F1 and best ROUGE-L of all evaluations; absent if they generated no answers
 */
public record Progress(
        @Nullable Place highest,
        @Nullable Instant attemptSince,
        long trained,
        long evaluated,
        CurveState convergence,
        StepTime stepTime,
        int workers,
        @Nullable Double loss,
        @Nullable Double bestLoss,
        @Nullable Double bestAccuracy,
        Curve curve,
        @Nullable Forecast forecast,
        ForecastLog forecasts,
        @Nullable StepsForecast expected,
        @Nullable AnswerScore bestAnswers) {

    static final Progress NONE = new Progress(
            null,
            null,
            0,
            -1,
            CurveState.EMPTY,
            StepTime.UNKNOWN,
            1,
            null,
            null,
            null,
            Curve.EMPTY,
            null,
            ForecastLog.EMPTY,
            null,
            null);

    public Progress {
        convergence = convergence == null ? CurveState.EMPTY : convergence;
        stepTime = stepTime == null ? StepTime.UNKNOWN : stepTime;
        workers = Math.max(1, workers);
        curve = curve == null ? Curve.EMPTY : curve;
        forecasts = forecasts == null ? ForecastLog.EMPTY : forecasts;
    }

    /** The attempt of the last report taken; 0 before the first. */
    long attempt() {
        return highest == null ? 0 : highest.attempt();
    }

    /** Optimiser steps done according to the last report taken. */
    long step() {
        return highest == null ? 0 : highest.step();
    }

    /** Whether a report at this place may be taken. */
    boolean isBelow(Place place) {
        return highest == null || highest.compareTo(place) < 0;
    }
}
