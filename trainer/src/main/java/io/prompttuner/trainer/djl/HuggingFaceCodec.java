package io.prompttuner.trainer.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.prompttuner.trainer.model.InvalidModelException;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.model.TextCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A model's own tokenizer, from its {@code tokenizer.json}. */
public final class HuggingFaceCodec implements TextCodec, AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private HuggingFaceCodec(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    public static HuggingFaceCodec load(ModelDirectory model) throws IOException {
        try {
            return new HuggingFaceCodec(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(model.tokenizer())
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build());
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

    @Override
    public void close() {
        tokenizer.close();
    }
}
