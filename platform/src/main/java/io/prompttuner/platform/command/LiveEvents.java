package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.GatewayJson;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.http.EventStream.LiveEvent;
import io.prompttuner.wire.Decoded;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StepEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Live events on a terminal: steps rewrite one line, everything else stays. Programs get each event as a line of JSON. */
final class LiveEvents {

    private final Surroundings surroundings;
    private final boolean json;
    private final LiveLine line;
    private @Nullable JobOutcome outcome;

    LiveEvents(Surroundings surroundings, boolean json) {
        this.surroundings = surroundings;
        this.json = json;
        this.line = new LiveLine(surroundings.out(), surroundings.interactive());
    }

    /** Shows it; always wants more. */
    boolean show(LiveEvent event) {
        if (event.name().equals("outcome")) {
            outcome = read(event, JobOutcome.class);
        }
        if (json) {
            surroundings.out().println("{\"event\":\"%s\",\"data\":%s}".formatted(event.name(), event.data()));
        } else {
            print(event);
        }
        return true;
    }

    void end() {
        line.end();
    }

    /** How the job ended, once that was among the events. */
    Optional<JobOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    private void print(LiveEvent event) {
        switch (event.name()) {
            case "state" -> line.show(state(read(event, JobStatus.class)));
            case "decision" -> stay(decision(read(event, Decision.class)));
            case "outcome" -> stay(ended(read(event, JobOutcome.class)));
            case "started", "step", "evaluated", "checkpointed", "ended" -> step(event);
            default -> {
                // an event of a newer gateway
            }
        }
    }

    private void step(LiveEvent event) {
        Decoded<StepEvent> decoded = EventCodec.decode(event.data().getBytes(StandardCharsets.UTF_8), StepEvent.class);
        decoded.match(
                report -> {
                    show(report);
                    return true;
                },
                unreadable -> false);
    }

    private void show(StepEvent report) {
        if (report.measured() != null) {
            line.show("step %d  %s".formatted(report.step(), measured(report.measured())));
        } else if (report.evaluated() != null) {
            Evaluated found = report.evaluated();
            stay("step %d  %s"
                    .formatted(report.step(), Spoken.heldOut(found.loss(), found.accuracy(), found.answers())));
        } else if (report.started() != null) {
            stay("attempt %d at step %d, start %s"
                    .formatted(
                            report.attempt(),
                            report.step(),
                            report.started().initial().word()));
        }
    }

    private static String measured(Measured measured) {
        String text =
                "loss %s  %s a step".formatted(Spoken.number(measured.loss()), Spoken.seconds(measured.seconds()));
        if (measured.tokens() != null && measured.seconds() > 0) {
            text += "  %.0f tokens/s".formatted(measured.tokens() / measured.seconds());
        }
        return measured.memoryMiB() == null ? text : text + "  %d MiB".formatted(measured.memoryMiB());
    }

    private static String state(JobStatus status) {
        return "%s %s  %s: %s  step %d  loss %s  held-out %s"
                .formatted(
                        status.id(),
                        status.name(),
                        status.state().word(),
                        status.reason().word(),
                        status.step(),
                        Spoken.number(status.loss()),
                        Spoken.best(status));
    }

    private static String decision(Decision decision) {
        return "decision %s: %s, %s"
                .formatted(
                        decision.id(),
                        decision.chosen().wish().word(),
                        decision.chosen().note());
    }

    private static String ended(JobOutcome outcome) {
        Ended ended = outcome.ended();
        return "%s: %s after %d steps, %s; deadline %s"
                .formatted(
                        ended.end().word(),
                        ended.reason().word(),
                        outcome.steps(),
                        Spoken.heldOut(ended.loss(), ended.accuracy(), ended.answers()),
                        outcome.verdict().word());
    }

    private void stay(String text) {
        line.end();
        surroundings.out().println(text.replaceAll("\\p{Cntrl}", "?"));
    }

    private static <T> T read(LiveEvent event, Class<T> type) {
        try {
            return GatewayJson.mapper().readValue(event.data(), type);
        } catch (IOException other) {
            throw new CommandFailure(ExitCode.FAILURE, "an event that is none: " + other.getMessage());
        }
    }
}
