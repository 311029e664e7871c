package io.prompttuner.store.prompt;

import java.util.List;
import java.util.function.Function;

/** What became of reading a prompt: the prompt, or all that is wrong with the file. */
public sealed interface PromptReading {

    /**
     * A prompt that the model can take.
     *
     * @param hidden width of one prompt token
     * @param values {@code [tokens, hidden]}, row by row
     */
    @SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
    record Accepted(int hidden, float[] values) implements PromptReading {

        /** Length of the prompt. */
        public int tokens() {
            return values.length / hidden;
        }

        /** The file that the platform keeps, whichever way the prompt came. */
        public byte[] file() {
            return PromptFile.bytes(values, hidden);
        }
    }

    /** Every fault that could be told. */
    record Refused(List<String> faults) implements PromptReading {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Handles both cases, checked by the compiler. */
    default <R> R match(Function<Accepted, R> accepted, Function<Refused, R> refused) {
        return this instanceof Accepted good ? accepted.apply(good) : refused.apply((Refused) this);
    }
}
