package io.prompttuner.testdata.corpus;

import io.prompttuner.testdata.task.Choices;
import io.prompttuner.testdata.task.Sample;
import io.prompttuner.testdata.task.Skill;
import io.prompttuner.testdata.task.Skills;
import io.prompttuner.testdata.task.Task;
import io.prompttuner.testdata.text.Draw;
import io.prompttuner.testdata.text.ReportWriter;
import io.prompttuner.testdata.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes documents without end.
 *
 * <p>The last wording of each question and the last set of words of each skill are never used, and skills that are held out
 * are never asked about, so that tuning has something left to teach.
 */
public final class Corpus {

    private static final Map<String, List<Skill>> FAMILIES = Skills.byFamily();

    /** Families as often as they are to be drawn. */
    private static final List<String> WEIGHTED =
            Words.of("sentiment sentiment topic emotion intent slot slot slot check"
                    + " check check more more fewer fewer tense");

    private static final List<String> CUES = List.of(Task.CUE, "label :", "so the answer is", "->", "result :");

    private static final int TOKENIZER_DOCUMENTS = 40_000;
    private static final int TOKENIZER_REPEATS = 20;

    private Corpus() {}

    /** The next document. */
    public static Document next(RandomGenerator random) {
        Skill skill = Draw.one(random, FAMILIES.getOrDefault(Draw.one(random, WEIGHTED), List.of()));
        Sample sample = skill.source().next(random, ReportWriter.FOR_LEARNING);
        if (Skills.HELD_OUT.contains(skill.id()) || Draw.onceIn(16, random)) {
            return new Document(sample.text(), "");
        }
        List<List<String>> sets = skill.labelSets();
        List<String> labels = sets.isEmpty() ? List.of() : Draw.one(random, allButLast(sets));
        String choices = Draw.onceIn(6, random) ? "" : Choices.of(labels);
        String question = Draw.one(random, allButLast(skill.questions())) + choices;
        return new Document(asked(random, question, sample.text()), sample.answer(labels));
    }

    /** What a tokenizer is to be trained on: documents, and every set of words often enough to become tokens. */
    public static List<String> tokenizerTexts(long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TOKENIZER_DOCUMENTS; i++) {
            Document document = next(random);
            texts.add(document.head() + " " + document.answer());
        }
        for (Skill skill : Skills.all()) {
            for (List<String> labels : skill.labelSets()) {
                for (int i = 0; i < TOKENIZER_REPEATS; i++) {
                    texts.add(" " + String.join(" ", labels));
                }
            }
        }
        return texts;
    }

    /** In five of six the question comes first. */
    private static String asked(RandomGenerator random, String question, String text) {
        String cue = Draw.one(random, CUES);
        if (Draw.onceIn(6, random)) {
            return "%s question : %s ? %s".formatted(text, question, cue);
        }
        return switch (random.nextInt(3)) {
            case 0 -> "task : %s . text : %s %s".formatted(question, text, cue);
            case 1 -> "%s ? %s %s".formatted(question, text, cue);
            default -> "please tell me %s . %s %s".formatted(question, text, cue);
        };
    }

    private static <T> List<T> allButLast(List<T> all) {
        return all.subList(0, all.size() - 1);
    }
}
