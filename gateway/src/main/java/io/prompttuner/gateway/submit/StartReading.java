package io.prompttuner.gateway.submit;

import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a job wants its initial prompt to be chosen. */
final class StartReading {

    private final Fields start;
    private final SubmitLimits limits;
    private final KnownNames known;

    StartReading(Fields job, SubmitLimits limits, KnownNames known) {
        this.start = job.within("start", List.of("kind", "text", "prompt"));
        this.limits = limits;
        this.known = known;
    }

    Start read() {
        StartKind kind = JobReading.choice(start, "kind", StartKind.values()).orElse(StartKind.RACE);
        return new Start(kind, text(kind), prompt(kind));
    }

    private @Nullable String text(StartKind kind) {
        boolean takes = kind == StartKind.TEXT || kind == StartKind.RACE;
        if (!takes) {
            refuse("text", kind);
            return null;
        }
        Optional<String> text = kind == StartKind.TEXT ? start.requiredText("text") : start.text("text");
        text.filter(words -> !usable(words))
                .ifPresent(words -> start.fault(
                        "text",
                        "expected 1 to %d characters of plain text, got %s"
                                .formatted(limits.textLength(), Fields.quoted(words))));
        return text.orElse(null);
    }

    private @Nullable String prompt(StartKind kind) {
        if (kind != StartKind.PROMPT) {
            refuse("prompt", kind);
            return null;
        }
        return JobReading.hash(
                start,
                "prompt",
                known::hasPrompt,
                "name one of your own jobs' prompts, or bring it with POST /v1/prompts first");
    }

    private void refuse(String field, StartKind kind) {
        if (start.has(field)) {
            start.fault(field, "does not go with a start of kind " + kind.word());
        }
    }

    private boolean usable(String words) {
        return !words.isBlank()
                && words.length() <= limits.textLength()
                && StandardCharsets.UTF_8.newEncoder().canEncode(words)
                && words.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
