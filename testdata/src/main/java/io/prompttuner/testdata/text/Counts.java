package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** How many there are of two things: "there are three plums and nine pears". */
public final class Counts {

    private static final List<String> NUMBERS = Words.of("two three four five six seven eight nine");
    private static final List<Kind> KINDS = List.of(
            new Kind("fruit", Words.of("apples pears plums lemons")),
            new Kind("toys", Words.of("dolls blocks puppets marbles")),
            new Kind("tools", Words.of("hammers nails screws saws")),
            new Kind("coins", Words.of("coins stamps cards medals")));

    private record Kind(String name, List<String> things) {}

    /** A sentence, and which of its two things there is more and fewer of. */
    public record Comparison(String sentence, String more, String fewer) {}

    private Counts() {}

    /** What one can count. */
    public static List<String> kinds() {
        return KINDS.stream().map(Kind::name).toList();
    }

    /** Counts two things of a kind, never as many of one as of the other. */
    public static Comparison comparison(RandomGenerator random, int kind) {
        List<String> things = KINDS.get(kind).things;
        String first = Draw.one(random, things);
        String second = Draw.other(first, () -> Draw.one(random, things));
        int ofFirst = random.nextInt(NUMBERS.size());
        int ofSecond = Draw.other(ofFirst, () -> random.nextInt(NUMBERS.size()));
        boolean firstIsMore = ofFirst > ofSecond;
        return new Comparison(
                "there are %s %s and %s %s".formatted(NUMBERS.get(ofFirst), first, NUMBERS.get(ofSecond), second),
                firstIsMore ? first : second,
                firstIsMore ? second : first);
    }

    static String any(RandomGenerator random) {
        return comparison(random, random.nextInt(KINDS.size())).sentence;
    }
}
