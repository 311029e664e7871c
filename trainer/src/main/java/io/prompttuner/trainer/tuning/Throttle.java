package io.prompttuner.trainer.tuning;

import io.prompttuner.store.PromptManifest;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change of the share of the global batch that steps use: the one command that changes a job's result, and so part of
 * its state.
 *
 * @param step the job had taken so many steps when it changed
 * @param batchScale share in use from then on, in (0, 1]
 */
public record Throttle(long step, double batchScale) {

    public Throttle {
        if (!(batchScale > 0 && batchScale <= 1)) {
            throw new IllegalArgumentException("batch scale must be in (0, 1], got " + batchScale);
        }
    }

    /** Changes in words: each as {@code step:scale}, with spaces between. */
    public static String text(List<Throttle> throttles) {
        return throttles.stream()
                .map(throttle -> throttle.step() + ":" + throttle.batchScale())
                .collect(Collectors.joining(" "));
    }

    /** The manifest of a prompt of this step with the changes that shaped it, if there were any. */
    public static PromptManifest writtenInto(PromptManifest manifest, List<Throttle> throttles, long step) {
        var last = new TreeMap<Long, Throttle>();
        throttles.stream().filter(change -> change.step() < step).forEach(change -> last.put(change.step(), change));
        return last.isEmpty() ? manifest : manifest.with("batchScale", text(List.copyOf(last.values())));
    }

    /** Reads the words back; an {@link IllegalArgumentException} says that they are none. */
    public static List<Throttle> parse(String text) {
        if (!text.matches("([0-9]+:[-+.0-9E]+ ?)*")) {
            throw new IllegalArgumentException("expected step:scale ..., found \"%s\"".formatted(text));
        }
        return Stream.of(text.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(":", 2))
                .map(change -> new Throttle(Long.parseLong(change[0]), Double.parseDouble(change[1])))
                .toList();
    }
}
