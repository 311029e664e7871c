package io.prompttuner.simulator.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Traces for tests, from text. */
final class Text {

    static final Set<String> MODELS = Set.of("gpt2-base", "gpt2-large", "vicuna-7b", "llama-30b");

    private Text() {}

    static Trace read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), TraceOptions.standard());
    }

    static Trace read(byte[] bytes, TraceOptions options) {
        try {
            return new TraceReader(options, MODELS).read("t.csv", new ByteArrayInputStream(bytes));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
