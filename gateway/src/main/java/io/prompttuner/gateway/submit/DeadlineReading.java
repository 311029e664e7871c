package io.prompttuner.gateway.submit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads a deadline: an instant, or a duration from now. */
final class DeadlineReading {

    private static final String EXPECTED =
            "expected a time such as 2030-01-31T12:00:00Z or a duration from now such as PT10M, got ";

    private final Fields fields;
    private final SubmitLimits limits;

    DeadlineReading(Fields fields, SubmitLimits limits) {
        this.fields = fields;
        this.limits = limits;
    }

    Instant read(Instant now) {
        Optional<String> text = fields.requiredText("deadline");
        if (text.isEmpty()) {
            return now;
        }
        Optional<Instant> deadline = parse(text.orElseThrow(), now);
        if (deadline.isEmpty()) {
            fields.fault("deadline", EXPECTED + Fields.quoted(text.orElseThrow()));
            return now;
        }
        judge(deadline.orElseThrow(), now);
        return deadline.orElseThrow();
    }

    private void judge(Instant deadline, Instant now) {
        if (!deadline.isAfter(now)) {
            fields.fault("deadline", "lies in the past: %s, and it is %s now".formatted(deadline, now));
        } else if (deadline.isBefore(now.plus(limits.shortest()))) {
            fields.fault("deadline", "expected at least %s from now".formatted(limits.shortest()));
        } else if (deadline.isAfter(now.plus(limits.longest()))) {
            fields.fault(
                    "deadline",
                    "expected at most %d days from now, got %s"
                            .formatted(limits.longest().toDays(), deadline));
        }
    }

    private static Optional<Instant> parse(String text, Instant now) {
        try {
            boolean duration = text.startsWith("P") || text.startsWith("-P") || text.startsWith("+P");
            Instant deadline = duration
                    ? now.plus(Duration.parse(text))
                    : OffsetDateTime.parse(text).toInstant();
            return Optional.of(deadline.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }
}
