package io.prompttuner.testdata.task;

import io.prompttuner.testdata.text.ReportWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A skill with the words it is to be answered in.
 *
 * @param labelSet which of the skill's sets of words; 0 if it has none
 */
public record Task(Skill skill, int labelSet) {

    /** What every input ends with. */
    public static final String CUE = "answer :";

    public Task {
        if (labelSet < 0 || labelSet >= Math.max(1, skill.labelSets().size())) {
            throw new IllegalArgumentException("%s has no label set %d".formatted(skill.id(), labelSet));
        }
    }

    /** One example of the task. */
    public record Row(String input, String target) {}

    /** The task of this id, such as {@code emotion/street-2}: the skill, and which set of words. */
    public static Task of(String id) {
        int dash = id.lastIndexOf('-');
        return new Task(Skills.find(id.substring(0, dash)), Integer.parseInt(id.substring(dash + 1)));
    }

    /** Such as {@code emotion/street-2}. */
    public String id() {
        return skill.id() + "-" + labelSet;
    }

    /** The words of the answer, class by class; none if it is a word of the report. */
    public List<String> labels() {
        return skill.labelSets().isEmpty() ? List.of() : skill.labelSets().get(labelSet);
    }

    /** What a person would tell the model to do, in the words the model has learnt to obey. */
    public String instruction() {
        return "task : %s%s . text :".formatted(skill.questions().get(labelSet % 3), Choices.of(labels()));
    }

    /** As many examples, no two with the same input: the same for the same seed, whatever the JDK. */
    public List<Row> rows(int count, long seed) {
        Random random = new Random(seed * 7919 + id().hashCode());
        Set<String> seen = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (int tried = 0; rows.size() < count; tried++) {
            if (tried > 20 * count) {
                throw new IllegalArgumentException("%s has fewer than %d different inputs".formatted(id(), count));
            }
            Sample sample = skill.source().next(random, ReportWriter.FOR_TASKS);
            if (seen.add(sample.text())) {
                rows.add(new Row(sample.text() + " " + CUE, sample.answer(labels())));
            }
        }
        return rows;
    }
}
