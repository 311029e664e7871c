package io.prompttuner.store;

import java.util.Arrays;

/**
 * A tuned prompt and how it came to be.
 *
 * @param prompt the bytes of a safetensors file, whose hash is the prompt's name
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a file, handed through and never changed
public record StoredPrompt(byte[] prompt, PromptOrigin manifest) {

    /** What the prompt's file is called wherever the two lie beside each other. */
    public static final String PROMPT_FILE = "prompt.safetensors";

    /** What the manifest's is called there. */
    public static final String MANIFEST_FILE = "manifest.json";

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredPrompt that
                && Arrays.equals(prompt, that.prompt)
                && manifest.equals(that.manifest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(prompt) + manifest.hashCode();
    }
}
