package io.prompttuner.trainer.pretrain;

import io.prompttuner.testdata.task.Skills;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a small language model about every family: {@code ExamMain DIR}. The same questions for every model. */
public final class ExamMain {

    private static final Logger LOG = LoggerFactory.getLogger(ExamMain.class);
    private static final int QUESTIONS = 64;
    private static final long SEED = 98;

    private ExamMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: ExamMain DIR");
        }
        ask(Path.of(args[0]));
    }

    static void ask(Path directory) throws IOException {
        try (LoadedModel model = LoadedModel.load(directory, Devices.CPU)) {
            var exam = new FamilyExam(model, QUESTIONS, SEED);
            LOG.info("asked before: {}", exam.mark(skill -> !Skills.HELD_OUT.contains(skill.id())));
            LOG.info("never asked:  {}", exam.mark(skill -> Skills.HELD_OUT.contains(skill.id())));
        }
    }
}
