package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** What somebody thinks of something: "the waiter was not rude". */
public final class Reviews {

    private static final List<String> GOOD = Words.of("good great nice excellent wonderful lovely perfect fantastic");
    private static final List<String> BAD = Words.of("bad terrible awful poor horrible dreadful nasty disappointing");
    private static final List<String> STRESS = Words.of("very really so");
    private static final List<Subject> SUBJECTS = List.of(
            subject(
                    "movie",
                    "plot actor scene ending script",
                    "gripping moving hilarious clever",
                    "boring dull predictable slow"),
            subject(
                    "restaurant",
                    "soup waiter pizza dessert menu",
                    "tasty delicious fresh crispy",
                    "bland salty stale burnt"),
            subject(
                    "hotel",
                    "room bed lobby pool breakfast",
                    "clean quiet cozy spacious",
                    "dirty noisy cramped smelly"),
            subject(
                    "phone",
                    "screen battery camera speaker button",
                    "sharp responsive sleek bright",
                    "laggy blurry fragile dim"),
            subject(
                    "book",
                    "chapter story hero author style",
                    "engaging witty profound vivid",
                    "tedious shallow confusing dry"),
            subject(
                    "airline",
                    "flight seat crew meal pilot",
                    "punctual smooth friendly roomy",
                    "late bumpy rude crowded"),
            subject(
                    "car",
                    "engine brake wheel seatbelt gearbox",
                    "fast reliable silent sturdy",
                    "loud rusty shaky unsafe"),
            subject(
                    "game",
                    "level quest puzzle boss graphics",
                    "fun addictive polished creative",
                    "buggy repetitive frustrating broken"),
            subject(
                    "museum",
                    "gallery guide exhibit painting tour",
                    "fascinating rich inspiring informative",
                    "empty dusty overpriced outdated"),
            subject(
                    "gym",
                    "trainer class machine shower locker",
                    "modern motivating helpful airy",
                    "filthy stuffy cold neglected"));

    private record Subject(String name, List<String> parts, List<String> praise, List<String> blame) {}

    private Reviews() {}

    /** What is reviewed. */
    public static List<String> subjects() {
        return SUBJECTS.stream().map(Subject::name).toList();
    }

    /** A sentence about one of the subjects. One in five says it by what it is not: "not bad" is good. */
    public static String sentence(RandomGenerator random, int subject, boolean good) {
        Subject about = SUBJECTS.get(subject);
        boolean negated = Draw.onceIn(5, random);
        boolean praise = good != negated;
        String word = random.nextBoolean()
                ? Draw.one(random, praise ? GOOD : BAD)
                : Draw.one(random, praise ? about.praise : about.blame);
        return "the %s was %s".formatted(Draw.one(random, about.parts), said(random, negated, word));
    }

    static String any(RandomGenerator random) {
        return sentence(random, random.nextInt(SUBJECTS.size()), random.nextBoolean());
    }

    private static String said(RandomGenerator random, boolean negated, String word) {
        if (negated) {
            return "not " + word;
        }
        return Draw.onceIn(4, random) ? Draw.one(random, STRESS) + " " + word : word;
    }

    private static Subject subject(String name, String parts, String praise, String blame) {
        return new Subject(name, Words.of(parts), Words.of(praise), Words.of(blame));
    }
}
