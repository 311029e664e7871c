package io.prompttuner.store;

import io.prompttuner.store.name.ContentHash;

/**
 * A prompt that was tuned elsewhere: nobody here knows on what data, how, or from where on.
 *
 * @param baseModel the content hash of the model that its owner says it belongs to
 * @param tokens its length
 */
public record PromptImport(ContentHash baseModel, int tokens) implements PromptOrigin {

    @Override
    public byte[] toJson() {
        return PromptManifestJson.write(this);
    }
}
