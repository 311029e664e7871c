package io.prompttuner.platform.command;

import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
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

    static String target(Target target) {
        String sign = target.metric() == TargetMetric.LOSS ? "loss<=" : "acc>=";
        return sign + target.value();
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
