package io.prompttuner.testdata.task;

import io.prompttuner.testdata.task.Sample.Classified;
import io.prompttuner.testdata.task.Sample.Extracted;
import io.prompttuner.testdata.text.Counts;
import io.prompttuner.testdata.text.Counts.Comparison;
import io.prompttuner.testdata.text.Draw;
import io.prompttuner.testdata.text.Emotions;
import io.prompttuner.testdata.text.Facet;
import io.prompttuner.testdata.text.Facts;
import io.prompttuner.testdata.text.Intents;
import io.prompttuner.testdata.text.ReportWriter;
import io.prompttuner.testdata.text.Reviews;
import io.prompttuner.testdata.text.Tenses;
import io.prompttuner.testdata.text.Topics;
import io.prompttuner.testdata.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All the skills there are. */
public final class Skills {

    /**
     * Never labelled while the model learns; their sentences do occur, unlabelled and within other reports. So a prompt
     * tuned for one of them has to teach the model what it was never asked.
     */
    public static final Set<String> HELD_OUT = Set.of(
            "sentiment/hotel",
            "sentiment/gym",
            "sentiment/game",
            "topic/set6",
            "topic/set7",
            "emotion/street",
            "emotion/park",
            "intent/vehicle",
            "intent/garden",
            "slot/drink",
            "slot/language",
            "check/drink",
            "check/language",
            "more/coins",
            "fewer/coins",
            "tense/t3");

    private static final List<List<Integer>> TOPIC_SETS = List.of(
            List.of(0, 1, 2, 3),
            List.of(4, 5, 6, 7),
            List.of(0, 2, 5, 8),
            List.of(1, 3, 6, 9),
            List.of(0, 4, 7, 8),
            List.of(1, 5, 9, 7),
            List.of(2, 6, 3, 8),
            List.of(4, 9, 2, 0));

    private static final List<List<String>> ABSTRACT_LABELS =
            List.of(Words.of("a b c d"), Words.of("alpha beta gamma delta"), Words.of("red blue green black"));

    private static final List<Skill> ALL = Stream.of(
                    each(Reviews.subjects(), Skills::sentiment),
                    IntStream.range(0, TOPIC_SETS.size()).mapToObj(Skills::topic),
                    each(Emotions.settings(), Skills::emotion),
                    each(Intents.goods(), Skills::intent),
                    each(Facts.relations(), Skills::slot),
                    each(Facts.relations(), Skills::check),
                    each(Counts.kinds(), Skills::more),
                    each(Counts.kinds(), Skills::fewer),
                    IntStream.range(0, Tenses.VERB_PAIRS).mapToObj(Skills::tense))
            .flatMap(Function.identity())
            .toList();

    private Skills() {}

    /** Every skill. */
    public static List<Skill> all() {
        return ALL;
    }

    /** Every skill, by family. */
    public static Map<String, List<Skill>> byFamily() {
        Map<String, List<Skill>> families = new TreeMap<>();
        ALL.forEach(skill -> families.computeIfAbsent(skill.family(), family -> new ArrayList<>())
                .add(skill));
        return families;
    }

    /** The skill of this id, such as {@code topic/set6}. */
    public static Skill find(String id) {
        return ALL.stream()
                .filter(skill -> skill.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no skill is called " + id));
    }

    private static Skill sentiment(int subject, String name) {
        return new Skill(
                "sentiment",
                name,
                (random, writer) -> {
                    boolean good = random.nextBoolean();
                    List<String> reviews = new ArrayList<>(List.of(Reviews.sentence(random, subject, good)));
                    if (random.nextBoolean()) {
                        reviews.add(Reviews.sentence(random, subject, good));
                    }
                    return new Classified(writer.write(random, Facet.REVIEW, reviews), good ? 1 : 0);
                },
                List.of(
                        "sentiment of the review",
                        "is the opinion good or bad",
                        "what does the writer feel",
                        "rate the " + name),
                labels(
                        "bad good",
                        "negative positive",
                        "terrible great",
                        "no yes",
                        "dislike like",
                        "down up",
                        "sour sweet",
                        "minus plus"));
    }

    private static Skill topic(int set) {
        List<Integer> topics = TOPIC_SETS.get(set);
        List<List<String>> labels = new ArrayList<>();
        labels.add(topics.stream().map(Topics.names()::get).toList());
        labels.addAll(ABSTRACT_LABELS);
        return new Skill(
                "topic",
                "set" + set,
                classified(Facet.TOPIC, 4, (random, label) -> Topics.sentence(random, topics.get(label))),
                List.of("topic of the talk", "what is it about", "subject of the text", "field of the text"),
                labels);
    }

    private static Skill emotion(int setting, String name) {
        List<List<String>> labels = labels("joy anger fear sadness", "happy angry afraid sad");
        labels.addAll(ABSTRACT_LABELS);
        return new Skill(
                "emotion",
                name,
                classified(Facet.EMOTION, 4, (random, label) -> Emotions.sentence(random, setting, label)),
                List.of(
                        "emotion of the person",
                        "how does the person feel",
                        "mood of the person",
                        "feeling in the text"),
                labels);
    }

    private static Skill intent(int goods, String name) {
        List<List<String>> labels = labels("buy sell repair rent", "purchase trade fix lease");
        labels.addAll(ABSTRACT_LABELS);
        return new Skill(
                "intent",
                name,
                classified(Facet.INTENT, 4, (random, label) -> Intents.sentence(random, goods, label)),
                List.of("intent of the person", "what does the person want", "plan of the person", "wish in the text"),
                labels);
    }

    private static Skill tense(int pair) {
        return new Skill(
                "tense",
                "t" + pair,
                classified(Facet.TENSE, 3, (random, label) -> Tenses.sentence(random, pair, label)),
                List.of("tense of the sentence", "when does it happen", "past present or future", "time of the action"),
                labels("past present future", "before now later", "a b c", "alpha beta gamma", "red blue green"));
    }

    private static Skill slot(int relation, String name) {
        return new Skill(
                "slot",
                name,
                (random, writer) -> {
                    String value = Facts.value(random, relation);
                    return new Extracted(factReport(random, writer, relation, value), value);
                },
                List.of("extract the " + name, "what is the " + name, "copy the " + name, "find the " + name),
                List.of());
    }

    private static Skill check(int relation, String name) {
        return new Skill(
                "check",
                name,
                (random, writer) -> {
                    boolean follows = random.nextBoolean();
                    String value = Facts.value(random, relation);
                    String claimed = follows ? value : Draw.other(value, () -> Facts.value(random, relation));
                    String report = factReport(random, writer, relation, value);
                    return new Classified(
                            "%s claim : %s .".formatted(report, Facts.claim(relation, claimed)), follows ? 1 : 0);
                },
                List.of("does the claim follow", "is the claim true", "check the claim", "is it correct"),
                labels("no yes", "false true", "wrong right", "down up", "minus plus"));
    }

    private static Skill more(int kind, String name) {
        return new Skill(
                "more",
                name,
                counted(kind, Comparison::more),
                List.of("which thing is more", "what is there more of", "name the larger group", "most common thing"),
                List.of());
    }

    private static Skill fewer(int kind, String name) {
        return new Skill(
                "fewer",
                name,
                counted(kind, Comparison::fewer),
                List.of("which thing is less", "what is there fewer of", "name the smaller group", "rarest thing"),
                List.of());
    }

    private static Skill.Source classified(Facet facet, int classes, Sentence sentence) {
        return (random, writer) -> {
            int label = random.nextInt(classes);
            return new Classified(writer.write(random, facet, List.of(sentence.of(random, label))), label);
        };
    }

    private static Skill.Source counted(int kind, Function<Comparison, String> answer) {
        return (random, writer) -> {
            Comparison comparison = Counts.comparison(random, kind);
            String report = writer.write(random, Facet.COUNT, List.of(comparison.sentence()));
            return new Extracted(report, answer.apply(comparison));
        };
    }

    /** In half of them a fact of another kind stands beside the one that matters. */
    private static String factReport(RandomGenerator random, ReportWriter writer, int relation, String value) {
        List<String> facts = new ArrayList<>(List.of(Facts.sentence(random, relation, value)));
        if (random.nextBoolean()) {
            facts.add(Facts.aboutAnother(random, relation));
        }
        return writer.write(random, Facet.FACT, facts);
    }

    private static Stream<Skill> each(List<String> names, Maker maker) {
        return IntStream.range(0, names.size()).mapToObj(i -> maker.make(i, names.get(i)));
    }

    private static List<List<String>> labels(String... sets) {
        List<List<String>> labels = new ArrayList<>();
        for (String set : sets) {
            labels.add(Words.of(set));
        }
        return labels;
    }

    /** A sentence of which this class is true. */
    private interface Sentence {
        String of(RandomGenerator random, int label);
    }

    /** A skill about one of several corners. */
    private interface Maker {
        Skill make(int corner, String name);
    }
}
