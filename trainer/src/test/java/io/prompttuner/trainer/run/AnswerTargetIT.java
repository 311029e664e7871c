package io.prompttuner.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.dataset.DatasetLimits;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.store.dataset.DatasetReading;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.GreedyAnswer;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed model on a committed task whose target is on generated answers. */
class AnswerTargetIT {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
    private static final Path DATA =
            TestModels.smallLm().resolveSibling("tasks").resolve("topic/set6-0.jsonl");

    @TempDir
    Path directory;

    @Test
    void endsOnceTheAnswersComeNearEnoughAndThePromptIsScoredAlike() throws IOException {
        var seen = new ArrayList<TuningEvent.Evaluated>();

        var outcome = (TuneOutcome.Delivered) tune(seen);

        assertThat(outcome.reason()).isEqualTo(EndReason.TARGET_MET);
        assertThat(seen)
                .hasSizeGreaterThan(1)
                .allSatisfy(each -> assertThat(each.evaluation().answers()).isNotNull());
        assertThat(seen.subList(0, seen.size() - 1)).noneMatch(TuningEvent.Evaluated::met);
        var manifest = (PromptManifest) PromptOrigin.fromJson(Files.readAllBytes(directory.resolve("manifest.json")));
        assertThat(manifest.settings()).containsEntry("target", "token F1 >= 0.85");
        PromptScore score = PromptScore.of(TestModels.smallLm(), directory, DATA, Devices.CPU);
        assertThat(score.answers()).isEqualTo(outcome.best().answers());
        assertThat(score.loss()).isEqualTo(outcome.best().loss());
        assertThat(score.answers().tokenF1()).isBetween(0.85, 1.0);
    }

    @Test
    void rowsAnswerSideBySideAsEachDoesAlone() throws IOException {
        var reading = (DatasetReading.Accepted) new DatasetReader(DatasetLimits.DEFAULT).read(DATA);
        try (LoadedModel model = LoadedModel.load(TestModels.smallLm(), Devices.CPU)) {
            var greedy =
                    new GreedyAnswer(model.network(), model.directory().config().endOfText());
            List<int[]> inputs = reading.dataset().heldout().subList(0, 8).stream()
                    .map(example -> model.codec().encode(example.input()))
                    .toList();

            List<int[]> answers = greedy.to(inputs, new float[0], 6);

            for (int row = 0; row < inputs.size(); row++) {
                assertThat(answers.get(row)).containsExactly(greedy.to(inputs.get(row), new float[0], 6));
            }
        }
    }

    private TuneOutcome tune(List<TuningEvent.Evaluated> seen) throws IOException {
        var request = new TuneRequest(
                TestModels.smallLm(),
                DATA,
                directory,
                null,
                new StartChoice.Plain(),
                1,
                TuningSettings.defaults(),
                StopRule.of(new Target(TargetMetric.TOKEN_F1, 0.85), 300),
                Devices.CPU,
                List.of());
        var listener = new TuneListener() {
            @Override
            public void began(Beginning beginning) {}

            @Override
            public void happened(TuningEvent event) {
                if (event instanceof TuningEvent.Evaluated evaluated) {
                    seen.add(evaluated);
                }
            }
        };
        return new StandaloneTuning(listener, () -> false, CLOCK).run(request);
    }
}
