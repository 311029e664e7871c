package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** What somebody felt: "hugo wept by the lake". */
public final class Emotions {

    private static final List<List<String>> SIGNS = List.of(
            Words.of("laughed smiled danced cheered"),
            Words.of("shouted yelled cursed argued"),
            Words.of("trembled panicked hid froze"),
            Words.of("cried wept sobbed mourned"));
    private static final List<Setting> SETTINGS = List.of(
            new Setting("party", List.of("after the party", "at the wedding", "before the dinner")),
            new Setting("work", List.of("in the office", "after the meeting", "near the desk")),
            new Setting("home", List.of("in the kitchen", "at home", "in the garage")),
            new Setting("street", List.of("on the street", "near the bridge", "at the station")),
            new Setting("park", List.of("in the park", "by the lake", "under the tree")));

    private record Setting(String name, List<String> places) {}

    private Emotions() {}

    /** Where one can feel something. */
    public static List<String> settings() {
        return SETTINGS.stream().map(Setting::name).toList();
    }

    /**
     * A sentence that shows an emotion without naming it.
     *
     * @param emotion joy, anger, fear, sadness, from 0
     */
    public static String sentence(RandomGenerator random, int setting, int emotion) {
        return "%s %s %s"
                .formatted(
                        Draw.one(random, Words.PEOPLE),
                        Draw.one(random, SIGNS.get(emotion)),
                        Draw.one(random, SETTINGS.get(setting).places));
    }

    static String any(RandomGenerator random) {
        return sentence(random, random.nextInt(SETTINGS.size()), random.nextInt(SIGNS.size()));
    }
}
