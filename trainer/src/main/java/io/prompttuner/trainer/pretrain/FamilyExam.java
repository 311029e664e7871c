package io.prompttuner.trainer.pretrain;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.Example;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.testdata.corpus.Document;
import io.prompttuner.testdata.corpus.Exam;
import io.prompttuner.testdata.task.Skill;
import io.prompttuner.testdata.task.Skills;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.task.TaskEncoding;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Asks a model about new reports of every skill, in words, without a prompt.
 *
 * @param questions for each skill
 */
public record FamilyExam(LoadedModel model, int questions, long seed) {

    /** Share of right answers by family, over the skills that pass the filter. */
    public SortedMap<String, Double> mark(Predicate<Skill> skills) {
        var marks = new TreeMap<String, Double>();
        var random = new Random(seed);
        for (Map.Entry<String, List<Skill>> family : Skills.byFamily().entrySet()) {
            List<Example> asked =
                    asked(family.getValue().stream().filter(skills).toList(), random);
            if (!asked.isEmpty()) {
                marks.put(family.getKey(), accuracy(asked));
            }
        }
        return marks;
    }

    private List<Example> asked(List<Skill> skills, Random random) {
        var asked = new ArrayList<Example>();
        for (Skill skill : skills) {
            for (int i = 0; i < questions; i++) {
                Document question = Exam.question(random, skill);
                asked.add(new Example(question.head(), question.answer()));
            }
        }
        return asked;
    }

    private double accuracy(List<Example> asked) {
        var exam = new Dataset(ContentHash.of(new byte[0]), asked, asked);
        var task = model.encoder().encode(exam, 0).match(TaskEncoding.Fits::task, unfit -> {
            throw new IllegalStateException(String.join("; ", unfit.faults()));
        });
        return new Tuner(model.network(), task, TuningSettings.defaults())
                .evaluate(new float[0])
                .accuracy();
    }
}
