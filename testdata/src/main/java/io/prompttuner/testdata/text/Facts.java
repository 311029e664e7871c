package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** What is so about somebody: "felix works as a baker". */
public final class Facts {

    private static final List<Relation> RELATIONS = List.of(
            relation("city", "lives in", "paris rome london berlin madrid tokyo"),
            relation("job", "works as a", "baker nurse pilot farmer lawyer painter"),
            relation("food", "likes to eat", "apples bread fish cheese rice cake"),
            relation("pet", "has a", "dog cat horse rabbit parrot turtle"),
            relation("color", "always wears", "red blue green black white yellow"),
            relation("sport", "plays", "tennis golf chess hockey rugby football"),
            relation("drink", "drinks only", "water tea coffee milk juice cider"),
            relation("language", "speaks", "french german spanish polish greek arabic"));

    private record Relation(String name, String verb, List<String> values) {}

    private Facts() {}

    /** What there is to know about somebody. */
    public static List<String> relations() {
        return RELATIONS.stream().map(Relation::name).toList();
    }

    /** One of the values a relation may have. */
    public static String value(RandomGenerator random, int relation) {
        return Draw.one(random, RELATIONS.get(relation).values);
    }

    /** A sentence that says this value of somebody. */
    public static String sentence(RandomGenerator random, int relation, String value) {
        return Draw.one(random, Words.PEOPLE) + " " + claim(relation, value);
    }

    /** The same without saying of whom. */
    public static String claim(int relation, String value) {
        return RELATIONS.get(relation).verb + " " + value;
    }

    /** A sentence about any relation but this one. */
    public static String aboutAnother(RandomGenerator random, int relation) {
        return about(random, Draw.other(relation, () -> random.nextInt(RELATIONS.size())));
    }

    static String any(RandomGenerator random) {
        return about(random, random.nextInt(RELATIONS.size()));
    }

    private static String about(RandomGenerator random, int relation) {
        return sentence(random, relation, value(random, relation));
    }

    private static Relation relation(String name, String verb, String values) {
        return new Relation(name, verb, Words.of(values));
    }
}
