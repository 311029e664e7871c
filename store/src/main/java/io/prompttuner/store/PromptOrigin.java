package io.prompttuner.store;

import io.prompttuner.store.name.ContentHash;

/** How a prompt came to be, as far as that is known. It holds nothing that a repeat would change. */
public sealed interface PromptOrigin permits PromptManifest, PromptImport {

    /** The frozen model's content hash. */
    ContentHash baseModel();

    /** The bytes of {@code manifest.json}: the same for equal origins. */
    byte[] toJson();

    /** Reads {@link #toJson} back; a {@link StoreException} names what is wrong with it. */
    static PromptOrigin fromJson(byte[] json) {
        return PromptManifestJson.read(json);
    }
}
