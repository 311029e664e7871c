package io.prompttuner.testdata.text;

import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Chance, in the few forms the texts need; given a {@link java.util.Random}, the same on every JDK. */
public final class Draw {

    private Draw() {}

    /** One of them, all equally likely. */
    public static <T> T one(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** True once in {@code count} times. */
    public static boolean onceIn(int count, RandomGenerator random) {
        return random.nextInt(count) == 0;
    }

    /** Puts them in random order. */
    public static void shuffle(RandomGenerator random, List<?> all) {
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
    }

    /** Draws until it is something else. */
    public static <T> T other(T than, Supplier<T> draw) {
        T drawn = draw.get();
        while (drawn.equals(than)) {
            drawn = draw.get();
        }
        return drawn;
    }
}
