package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.run.DeliveredFiles;
import io.prompttuner.trainer.run.TuneOutcome;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.wire.event.EndReason;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the members of a run have ended. Each takes every step itself, so each has the prompt, and it is the same. */
final class Endings {

    private @Nullable Line first;

    boolean any() {
        return first != null;
    }

    /** One more has ended; that it has another prompt than the first can't be, and is said if it is. */
    void add(Line end) throws IOException {
        if (first == null) {
            first = end;
        } else if (!end.about().equals(first.about())
                || (end.isAbout("ended") && !Arrays.equals(end.bytes("prompt"), first.bytes("prompt")))) {
            throw new IOException("two members ended with different prompts: their processors or libraries differ");
        }
    }

    /** Delivers what they have ended with. */
    TuneOutcome outcome(TuneRequest request) throws IOException {
        if (first == null) {
            throw new IllegalStateException("nobody has ended");
        }
        if (first.isAbout("diverged")) {
            return new TuneOutcome.Diverged(first.number("step"));
        }
        var files = new DeliveredFiles(first.bytes("prompt"), first.bytes("manifest"));
        files.write(request.out());
        return new TuneOutcome.Delivered(
                EndReason.valueOf(first.text("reason")),
                first.number("step"),
                files.hash(),
                Words.evaluation(first),
                first.number("bestStep"));
    }
}
