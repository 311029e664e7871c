package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** What somebody talked about: "nina asked about the oven and the butter". */
public final class Topics {

    private static final List<String> VERBS = List.of("talked about the", "read about the", "asked about the");
    private static final List<Topic> TOPICS = List.of(
            topic("sports", "match goal team coach stadium league"),
            topic("cooking", "oven recipe sugar butter onion flour"),
            topic("science", "atom theory lab experiment planet gene"),
            topic("music", "guitar song band concert drum choir"),
            topic("money", "bank loan market tax salary budget"),
            topic("health", "doctor nurse pill fever clinic vaccine"),
            topic("weather", "rain storm cloud snow wind fog"),
            topic("travel", "passport beach train suitcase airport map"),
            topic("politics", "vote law senate minister election treaty"),
            topic("farming", "tractor cow harvest barn sheep plow"));

    private record Topic(String name, List<String> things) {}

    private Topics() {}

    /** What one can talk about. */
    public static List<String> names() {
        return TOPICS.stream().map(Topic::name).toList();
    }

    /** A sentence about one or two things of a topic. */
    public static String sentence(RandomGenerator random, int topic) {
        List<String> things = TOPICS.get(topic).things;
        String one =
                "%s %s %s".formatted(Draw.one(random, Words.PEOPLE), Draw.one(random, VERBS), Draw.one(random, things));
        return random.nextBoolean() ? one + " and the " + Draw.one(random, things) : one;
    }

    static String any(RandomGenerator random) {
        return sentence(random, random.nextInt(TOPICS.size()));
    }

    private static Topic topic(String name, String things) {
        return new Topic(name, Words.of(things));
    }
}
