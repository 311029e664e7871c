package io.prompttuner.store;

import io.prompttuner.store.name.ContentHash;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a prompt was tuned here, so that it can be made again. It holds nothing that a repeat would change: no job, no attempt,
 * no time.
 *
 * @param baseModel the frozen model's content hash
 * @param data the dataset's
 * @param settings every other choice that shaped the prompt, by name: text, {@code Long}, finite {@code Double} or
 *     {@code Boolean}; an {@code Integer} becomes a {@code Long}
 * @param initialPrompt where tuning began, in words: how it was chosen and, if it was a prompt, its hash
 */
public record PromptManifest(
        ContentHash baseModel,
        ContentHash data,
        long seed,
        SortedMap<String, Object> settings,
        String initialPrompt,
        Numerics numerics)
        implements PromptOrigin {

    public PromptManifest(
            ContentHash baseModel,
            ContentHash data,
            long seed,
            Map<String, ?> settings,
            String initialPrompt,
            Numerics numerics) {
        this(baseModel, data, seed, new TreeMap<>(settings), initialPrompt, numerics);
    }

    public PromptManifest {
        SortedMap<String, Object> checked = new TreeMap<>();
        settings.forEach((name, value) -> checked.put(name, scalar(name, value)));
        settings = Collections.unmodifiableSortedMap(checked);
    }

    /** The same, with one more choice that shaped the prompt. */
    public PromptManifest with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(settings);
        more.put(name, value);
        return new PromptManifest(baseModel, data, seed, more, initialPrompt, numerics);
    }

    @Override
    public byte[] toJson() {
        return PromptManifestJson.write(this);
    }

    private static Object scalar(String name, Object value) {
        if (value instanceof Integer small) {
            return small.longValue();
        }
        boolean finite = value instanceof Double number && Double.isFinite(number);
        if (finite || value instanceof Long || value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("setting %s: expected text, a number or a boolean, got %s of %s"
                .formatted(name, value, value.getClass().getSimpleName()));
    }
}
