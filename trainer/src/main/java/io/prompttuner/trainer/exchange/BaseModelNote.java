package io.prompttuner.trainer.exchange;

import io.prompttuner.store.model.ModelHash;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.model.InvalidModelException;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the base model a prompt belongs to.
 *
 * @param name what other programs find it by, a directory or a name on a hub; absent if nobody said
 * @param build what its directory says; absent if that is not at hand
 */
public record BaseModelNote(@Nullable String name, @Nullable Build build) {

    /**
     * What a model is made of.
     *
     * @param hash the directory's content hash
     * @param hidden width of an embedding
     */
    public record Build(ContentHash hash, int hidden, int layers, int heads) {}

    /** Reads a model's directory; a {@link RefusedException} says why it is none. */
    public static BaseModelNote of(@Nullable String name, Path directory) throws IOException {
        try {
            ModelConfig config = ModelDirectory.open(directory).config();
            var hash = new ContentHash(ModelHash.of(directory));
            return new BaseModelNote(name, new Build(hash, config.hidden(), config.layers(), config.heads()));
        } catch (InvalidModelException invalid) {
            throw new RefusedException(List.of(String.valueOf(invalid.getMessage())));
        }
    }

    /** The hash of the model the prompt was tuned on, from whoever knows it. */
    @Nullable String hash(TunedPrompt prompt) {
        if (prompt.made() != null) {
            return prompt.made().baseModel().hex();
        }
        return build == null ? null : build.hash().hex();
    }

    /** Refuses a prompt of another model. */
    void requireFits(TunedPrompt prompt) throws RefusedException {
        if (build == null) {
            return;
        }
        var faults = new ArrayList<String>();
        if (build.hidden() != prompt.hidden()) {
            faults.add("the prompt is %d wide, but the model's embeddings are %d"
                    .formatted(prompt.hidden(), build.hidden()));
        }
        if (prompt.made() != null && !prompt.made().baseModel().equals(build.hash())) {
            faults.add("the prompt was tuned on model %s, but this one is %s"
                    .formatted(prompt.made().baseModel(), build.hash()));
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }
}
