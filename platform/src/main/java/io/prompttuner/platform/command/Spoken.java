package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.wire.event.AnswerScore;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Spoken {

    private static final String NOTHING = "-";

    private Spoken() {}

    /** Three digits of a loss or an accuracy. */
    static String number(@Nullable Double value) {
        return value == null ? NOTHING : String.format(Locale.ROOT, "%.3f", value);
    }

    static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }

    static String percent(@Nullable Double share) {
        return share == null ? NOTHING : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** What an evaluation of the held-out part came to. */
    static String heldOut(@Nullable Double loss, @Nullable Double accuracy, @Nullable AnswerScore answers) {
        return "held-out loss %s, accuracy %s%s".formatted(number(loss), number(accuracy), answers(", ", answers));
    }

    /** What generated answers came to, if there are any, with something before each of the two. */
    static String answers(String before, @Nullable AnswerScore answers) {
        if (answers == null) {
            return "";
        }
        return "%stoken F1 %s%sROUGE-L %s"
                .formatted(before, number(answers.tokenF1()), before, number(answers.rougeL()));
    }

    /** The best a job has come to so far, in its target's own terms. */
    static String best(JobStatus job) {
        Double loss = job.bestLoss();
        Double accuracy = job.bestAccuracy();
        return loss == null || accuracy == null
                ? NOTHING
                : number(job.target().metric().of(loss, accuracy, job.bestAnswers()));
    }

    /** {@code in 3m20s}, or {@code 40s ago}. */
    static String away(Instant instant, Instant now) {
        Duration left = Duration.between(now, instant);
        return left.isNegative() ? span(left.negated()) + " ago" : "in " + span(left);
    }

    static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return "%dm%02ds".formatted(seconds / 60, seconds % 60);
        }
        return span.toDays() > 1 ? span.toDays() + " days" : "%dh%02dm".formatted(seconds / 3_600, seconds / 60 % 60);
    }

    static String orNothing(@Nullable Object value) {
        return value == null ? NOTHING : value.toString();
    }
}
