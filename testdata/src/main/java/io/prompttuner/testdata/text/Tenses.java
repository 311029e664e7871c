package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** What somebody does, did or will do: "emma will paint the door". */
public final class Tenses {

    /** Verbs come in pairs, so that a task can be about some of them. */
    public static final int VERB_PAIRS = 4;

    private static final List<List<String>> VERBS = List.of(
            List.of("walked", "walks", "will walk"),
            List.of("cooked", "cooks", "will cook"),
            List.of("painted", "paints", "will paint"),
            List.of("called", "calls", "will call"),
            List.of("visited", "visits", "will visit"),
            List.of("cleaned", "cleans", "will clean"),
            List.of("opened", "opens", "will open"),
            List.of("watched", "watches", "will watch"));
    private static final List<String> OBJECTS =
            List.of("the dog", "the house", "a friend", "the door", "dinner", "the garden");

    private Tenses() {}

    /**
     * A sentence with one of a pair of verbs.
     *
     * @param tense past, present, future, from 0
     */
    public static String sentence(RandomGenerator random, int pair, int tense) {
        List<String> verb = VERBS.get(2 * pair + random.nextInt(2));
        return "%s %s %s".formatted(Draw.one(random, Words.PEOPLE), verb.get(tense), Draw.one(random, OBJECTS));
    }

    static String any(RandomGenerator random) {
        return sentence(random, random.nextInt(VERB_PAIRS), random.nextInt(3));
    }
}
