package io.prompttuner.trainer.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.testdata.corpus.Corpus;
import io.prompttuner.testdata.corpus.RowPacker;
import io.prompttuner.testdata.task.Skills;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.djl.HuggingFaceCodec;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.djl.TorchTrainee;
import io.prompttuner.trainer.model.Gpt2Config;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that made the small model, on a smaller one and for a few steps. */
class PretrainingIT {

    private static final PretrainSettings SETTINGS = new PretrainSettings(3, List.of(40L), 4, 64, 4, 0.01, 4);

    @TempDir
    Path directory;

    @Test
    void learnsFromItsFirstStepsOn() throws IOException {
        try (var school = new School(directory)) {
            PretrainState state = PretrainState.random(school.config, SETTINGS.seed());
            double first = school.pretraining.step(state).loss();
            double last = first;
            for (int i = 0; i < 40; i++) {
                Pretraining.Step step = school.pretraining.step(state);
                state = step.after();
                last = step.loss();
            }
            assertThat(first).isBetween(5.0, 7.0); // knows nothing: ln of the vocabulary's size
            assertThat(last).isLessThan(first - 1);
        }
    }

    @Test
    void goesOnBitForBitFromTheStateItKept() throws IOException {
        try (var school = new School(directory)) {
            PretrainState straight = school.run(PretrainState.random(school.config, SETTINGS.seed()), 6);

            PretrainState half = school.run(PretrainState.random(school.config, SETTINGS.seed()), 3);
            Path file = directory.resolve("state.safetensors");
            PretrainStateFile.write(half, file);
            PretrainState resumed = school.run(PretrainStateFile.read(school.config, file), 3);

            assertThat(resumed.step()).isEqualTo(6);
            assertThat(resumed.tensors()).isEqualTo(straight.tensors());
        }
    }

    @Test
    void writesAModelThatCanBeLoaded() throws IOException {
        try (var school = new School(directory)) {
            school.files.writeWeights(PretrainState.random(school.config, SETTINGS.seed()));
        }
        try (LoadedModel model = LoadedModel.load(directory.resolve("model"), Devices.CPU)) {
            assertThat(model.codec().decode(model.codec().encode("the lobby was clean .")))
                    .isEqualTo("the lobby was clean .");
        }
    }

    @Test
    void findsThatTheCommittedModelKnowsWhatItsReadmeSays() throws IOException {
        try (LoadedModel model = LoadedModel.load(TestModels.smallLm(), Devices.CPU)) {
            var marks = new FamilyExam(model, 16, 98).mark(skill -> !Skills.HELD_OUT.contains(skill.id()));

            for (String family : new String[] {"sentiment", "topic", "emotion", "intent", "slot", "tense"}) {
                assertThat(marks.getOrDefault(family, 0.0)).as(family).isGreaterThan(0.9);
            }
        }
    }

    /** A tiny model with what it takes to teach it. */
    private static final class School implements AutoCloseable {

        private final ModelFiles files;
        private final Gpt2Config config;
        private final HuggingFaceCodec codec;
        private final TorchTrainee trainee;
        private final Pretraining pretraining;

        School(Path directory) throws IOException {
            files = new ModelFiles(directory.resolve("model"));
            BytePairs pairs = BytePairs.learn(Corpus.tokenizerTexts(1).subList(0, 500), 400);
            config = new Gpt2Config(2, 2, 32, 128, pairs.size(), 64, 1e-5, 0);
            files.writeTokenizer(pairs);
            files.writeConfig(config);
            codec = HuggingFaceCodec.load(new ModelDirectory(files.directory(), config));
            trainee = new TorchTrainee(config);
            var rows = new RowPacker(codec::encode, config.endOfText(), SETTINGS.rowTokens());
            pretraining = new Pretraining(trainee, rows, SETTINGS);
        }

        PretrainState run(PretrainState from, int steps) {
            PretrainState state = from;
            for (int i = 0; i < steps; i++) {
                state = pretraining.step(state).after();
            }
            return state;
        }

        @Override
        public void close() {
            trainee.close();
            codec.close();
        }
    }
}
