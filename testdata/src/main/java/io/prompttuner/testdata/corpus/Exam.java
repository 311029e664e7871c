package io.prompttuner.testdata.corpus;

import io.prompttuner.testdata.task.Sample;
import io.prompttuner.testdata.task.Skill;
import io.prompttuner.testdata.task.Task;
import io.prompttuner.testdata.text.ReportWriter;
import java.util.random.RandomGenerator;

/** Asks what a model that has read the corpus should know, always in the same wording. */
public final class Exam {

    private Exam() {}

    /** A question about a new report, and its answer. */
    public static Document question(RandomGenerator random, Skill skill) {
        Task task = new Task(skill, 0);
        Sample sample = skill.source().next(random, ReportWriter.FOR_TASKS);
        return new Document(
                "%s %s %s".formatted(task.instruction(), sample.text(), Task.CUE), sample.answer(task.labels()));
    }
}
