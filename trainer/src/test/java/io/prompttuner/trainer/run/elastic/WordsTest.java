package io.prompttuner.trainer.run.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.group.Contributions;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.Roster.Seat;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.run.StartChoice;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.Schedule;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.Throttle;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.ScheduleKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void carryARequestWhole() throws IOException {
        for (StartChoice start : List.of(
                new StartChoice.Plain(),
                new StartChoice.Random(),
                new StartChoice.Text("say \"yes\"\nor no, ä"),
                new StartChoice.Prompt(Path.of("/prompts/one")))) {
            var request = request(start, new Target(TargetMetric.ROUGE_L, 0.85), Path.of("/kept"));
            assertThat(Words.request(carried(Words.request(Line.about("begin"), request))))
                    .isEqualTo(request);
        }
        var plain = request(new StartChoice.Plain(), null, null);
        assertThat(Words.request(carried(Words.request(Line.about("begin"), plain))))
                .isEqualTo(plain);
    }

    @Test
    void carryWhoBelongsToAGroupInOrder() throws IOException {
        var roster = new Roster(7, List.of(new Seat("m2", "127.0.0.1:1"), new Seat("m1", "127.0.0.1:2")));

        assertThat(Words.roster(carried(Words.roster(roster)))).isEqualTo(roster);
    }

    @Test
    void carryWhatCameOfARoundAndWhoComputedIt() throws IOException {
        var by = new Contributions(Map.of("m1", 3, "m2", 5), 2);
        for (TuningEvent event : List.of(
                new TuningEvent.Stepped(3, 1 / 3d, 0.1, 976),
                new TuningEvent.Evaluated(3, new Evaluation(0.1, 0.9), true, false),
                new TuningEvent.Evaluated(4, new Evaluation(0.1, 0.9, new AnswerScore(1 / 3d, 0.5)), true, false))) {
            assertThat(Words.finished("m1", carried(Words.finished(event, by))))
                    .isEqualTo(new ElasticListener.Finished("m1", event, by));
        }
    }

    @Test
    void passOverWhatALibraryPrints() throws IOException {
        assertThat(Line.decode("Loading: 100% |====|")).isEmpty();
    }

    private static Line carried(Line line) throws IOException {
        assertThat(line.encode()).doesNotContain("\n");
        return Line.decode(line.encode()).orElseThrow();
    }

    private static TuneRequest request(StartChoice start, @Nullable Target target, @Nullable Path checkpoint) {
        return new TuneRequest(
                Path.of("/model"),
                Path.of("/data"),
                Path.of("/out"),
                checkpoint,
                start,
                -3,
                new TuningSettings(5, 12, 6, 0.1 / 3, 0.01, 0.7, 3, new Schedule(ScheduleKind.COSINE, 4, 40)),
                new StopRule(target, 40, 2, 0.02),
                Devices.named("cuda:0,cuda:1"),
                List.of(new Throttle(4, 0.5), new Throttle(9, 1)));
    }
}
