package io.prompttuner.trainer.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.prompttuner.trainer.model.InvalidModelException;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.model.TextCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A model's own tokenizer, from its {@code tokenizer.json}. To be faster it remembers words that it has met, in memory of
 * its own, until it is told to {@link #forget}. For one thread at a time.
 */
public final class HuggingFaceCodec implements TextCodec, AutoCloseable {

    private final ModelDirectory model;
    private HuggingFaceTokenizer tokenizer;

    private HuggingFaceCodec(ModelDirectory model, HuggingFaceTokenizer tokenizer) {
        this.model = model;
        this.tokenizer = tokenizer;
    }

    public static HuggingFaceCodec load(ModelDirectory model) throws IOException {
        return new HuggingFaceCodec(model, open(model));
    }

    private static HuggingFaceTokenizer open(ModelDirectory model) throws IOException {
        try {
            return HuggingFaceTokenizer.builder()
                    .optTokenizerPath(model.tokenizer())
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build();
        } catch (RuntimeException malformed) {
            throw new InvalidModelException(
                    model.path(), List.of("tokenizer.json can't be read: " + malformed.getMessage()));
        }
    }

    @Override
    public int[] encode(String text) {
        return Arrays.stream(tokenizer.encode(text).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    @Override
    public String decode(int[] tokens) {
        return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray());
    }

    /** Becomes as it was when it was loaded; fails if the file can't be read again. */
    public void forget() throws IOException {
        HuggingFaceTokenizer fresh = open(model);
        tokenizer.close();
        tokenizer = fresh;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
