package io.prompttuner.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.store.dataset.DatasetLimits;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.store.dataset.DatasetReading;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.race.Race;
import io.prompttuner.trainer.race.RacePlanner;
import io.prompttuner.trainer.race.RaceResult;
import io.prompttuner.trainer.task.TaskEncoding;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.InitialPrompts;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TaskFeatures;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed model on committed tasks: that tuning, racing and features do what they are for. */
class SmallLmIT {

    private static final Path TASKS = TestModels.smallLm().resolveSibling("tasks");
    private static final TuningSettings SETTINGS = TuningSettings.defaults();
    private static final StopRule STOP = StopRule.of(new Target(TargetMetric.LOSS, 0.15), 300);

    private static LoadedModel model;

    @BeforeAll
    static void load() throws IOException {
        model = LoadedModel.load(TestModels.smallLm(), Devices.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void tunesAnEmotionTaskItWasNeverAskedAboutWithinAHundredSteps() throws IOException {
        EncodedTask task = task("emotion/street-0");
        var tuner = new Tuner(model.network(), task, SETTINGS);
        var session = new TuningSession(tuner, STOP, TuningState.start(plain(1), 1));
        var before = tuner.evaluate(plain(1));

        TuningEvent.Ended end = run(session);

        assertThat(end.reason()).isEqualTo(EndReason.TARGET_MET);
        assertThat(end.step()).isLessThanOrEqualTo(100);
        assertThat(before.accuracy()).isLessThan(0.5);
        var best = Objects.requireNonNull(session.state().best());
        assertThat(best.evaluation().accuracy()).isGreaterThan(0.9);
        assertThat(model.answer("anna wept near the bridge . the lobby was clean . answer :", best.prompt(), 8))
                .isEqualTo("sadness");
    }

    @Test
    void racesToTheStartThatWasTunedForTheSameQuestion() throws IOException {
        float[] sameQuestion = tuned("emotion/home-2");
        float[] otherQuestion = tuned("intent/media-0");
        var tuner = new Tuner(model.network(), task("emotion/street-2"), SETTINGS);
        var race = new Race(tuner, STOP, List.of(plain(1), otherQuestion, sameQuestion), 1, RacePlanner.DEFAULT);

        RaceResult result = run(race);

        assertThat(result.winner()).isEqualTo(2);
        var raced = new TuningSession(tuner, STOP, result.state());
        var plain = new TuningSession(tuner, STOP, TuningState.start(plain(1), 1));
        assertThat(run(raced).step()).isLessThan(run(plain).step());
    }

    @Test
    void tellsFamiliesOfTasksApartByTheirCentredFeatures() throws IOException {
        var tasks = new HashMap<String, EncodedTask>();
        for (String id : List.of(
                "emotion/party-0",
                "emotion/home-2",
                "intent/media-0",
                "intent/furniture-1",
                "topic/set0-0",
                "topic/set1-0",
                "tense/t0-0",
                "tense/t1-1",
                "sentiment/movie-0")) {
            tasks.put(id, task(id));
        }

        for (String family : List.of("emotion", "intent", "topic", "tense")) {
            List<String> own = tasks.keySet().stream()
                    .filter(id -> id.startsWith(family))
                    .sorted()
                    .toList();
            String nearest = nearest(own.get(0), tasks, model.features());
            assertThat(nearest).as("nearest to %s", own.get(0)).startsWith(family);
        }
    }

    @Test
    void hasTheCentreOfItsBaseSetBesideIt() throws IOException {
        var baseSet = new ArrayList<EncodedTask>();
        for (String file : Files.readAllLines(TASKS.resolve("base-set.txt"))) {
            baseSet.add(task(file.replace(".jsonl", "")));
        }

        float[] center = TaskFeatures.center(model.network(), baseSet);

        assertThat(model.features().center()).containsExactly(center, within(1e-4f));
    }

    @Test
    void readsAndWritesTextLikeTheTokenizerItCameWith() {
        String odd = "Zürich’s naïve café — 東京 🙂 costs 12.50!";

        assertThat(model.codec().decode(model.codec().encode(odd))).isEqualTo(odd);
        assertThat(model.codec().encode("")).isEmpty();
    }

    private static String nearest(String id, Map<String, EncodedTask> tasks, TaskFeatures features) {
        float[] own = features.of(Objects.requireNonNull(tasks.get(id)));
        String nearest = "";
        double highest = -2;
        for (var other : tasks.entrySet()) {
            double cosine = cosine(own, features.of(other.getValue()));
            if (!other.getKey().equals(id) && cosine > highest) {
                highest = cosine;
                nearest = other.getKey();
            }
        }
        return nearest;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }

    private static float[] tuned(String id) throws IOException {
        var session =
                new TuningSession(new Tuner(model.network(), task(id), SETTINGS), STOP, TuningState.start(plain(2), 2));
        assertThat(run(session).reason()).isEqualTo(EndReason.TARGET_MET);
        return Objects.requireNonNull(session.state().best()).prompt();
    }

    private static float[] plain(long seed) {
        return new InitialPrompts(model.network()).plain(seed, SETTINGS.promptTokens());
    }

    private static EncodedTask task(String id) throws IOException {
        var reading = new DatasetReader(DatasetLimits.DEFAULT).read(TASKS.resolve(id + ".jsonl"));
        var encoding = model.encoder().encode(((DatasetReading.Accepted) reading).dataset(), SETTINGS.promptTokens());
        return ((TaskEncoding.Fits) encoding).task();
    }

    private static TuningEvent.Ended run(TuningSession session) {
        TuningEvent event = session.next();
        while (!(event instanceof TuningEvent.Ended)) {
            event = session.next();
        }
        return (TuningEvent.Ended) event;
    }

    private static RaceResult run(Race race) {
        while (race.result().isEmpty()) {
            race.advance();
        }
        return race.result().get();
    }
}
