package io.prompttuner.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on a tiny model with random weights: what is right about them does not depend on what it can learn. */
class StandaloneTuningIT {

    private static final TuningSettings SETTINGS = new TuningSettings(4, 6, 3, 0.01, 0, 1, 4);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    @BeforeAll
    static void write() throws IOException {
        TestModels.write(shared.resolve("model"), TestModels.TINY, TestModels.weights(TestModels.TINY, 7));
        var lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append("{\"input\": \"is %d even ?\", \"target\": \"%s\"}\n".formatted(i, i % 2 == 0 ? "yes" : "no"));
        }
        Files.writeString(shared.resolve("data.jsonl"), lines);
    }

    @Test
    void givesTheSameBytesForTheSameRequest() throws IOException {
        var first = run(request("first", null), () -> false);
        var again = run(request("again", null), () -> false);

        assertThat(first).isEqualTo(again).isInstanceOf(TuneOutcome.Delivered.class);
        assertSameFiles("first", "again");
    }

    @Test
    void givesOtherBytesForAnotherSeed() throws IOException {
        run(request("first", null), () -> false);
        var other = request("other", null);
        run(
                new TuneRequest(
                        other.model(),
                        other.data(),
                        other.out(),
                        null,
                        other.start(),
                        2,
                        SETTINGS,
                        other.stop(),
                        Devices.CPU,
                        List.of()),
                () -> false);

        assertThat(bytes("other", "prompt.safetensors")).isNotEqualTo(bytes("first", "prompt.safetensors"));
    }

    @Test
    void goesOnFromAnyPauseToTheSameBytes() throws IOException {
        run(request("straight", null), () -> false);

        for (int events = 0; events <= 13; events += 3) {
            Path checkpoint = directory.resolve("checkpoint-" + events);
            int[] left = {events};
            var paused = run(request("resumed", checkpoint), () -> left[0]-- == 0);
            var resumed = run(request("resumed", checkpoint), () -> false);

            assertThat(paused).isInstanceOf(TuneOutcome.Paused.class);
            assertThat(resumed).isInstanceOf(TuneOutcome.Delivered.class);
            assertSameFiles("straight", "resumed");
        }
    }

    @Test
    void deliversThePromptUnderItsHashWithAManifestThatSaysHowItCameToBe() throws IOException {
        var outcome = (TuneOutcome.Delivered) run(request("out", null), () -> false);

        assertThat(outcome.reason()).isEqualTo(EndReason.MAX_STEPS);
        assertThat(outcome.prompt()).isEqualTo(ContentHash.of(bytes("out", "prompt.safetensors")));
        PromptManifest manifest = manifest("out");
        assertThat(manifest.initialPrompt()).isEqualTo("plain");
        assertThat(manifest.seed()).isEqualTo(1);
        assertThat(manifest.data()).isEqualTo(ContentHash.of(Files.readAllBytes(shared.resolve("data.jsonl"))));
        assertThat(manifest.settings()).containsEntry("maxSteps", 10L).containsEntry("target", "none");
        assertThat(manifest.numerics().library()).startsWith("pytorch 2.");
        assertThat(manifest.numerics().dtype()).isEqualTo("f32");
        assertThat(manifest.numerics().processor()).startsWith(System.getProperty("os.arch"));
    }

    @Test
    void beginsFromATextOrFromAPromptThatWasTunedBefore() throws IOException {
        run(request("text", null, new StartChoice.Text("say yes or no"), 10), () -> false);
        var from = new StartChoice.Prompt(directory.resolve("text"));
        run(request("prompt", null, from, 0), () -> false);

        assertThat(manifest("text").initialPrompt()).isEqualTo("text: say yes or no");
        assertThat(bytes("prompt", "prompt.safetensors")).isEqualTo(bytes("text", "prompt.safetensors"));
        assertThat(manifest("prompt").initialPrompt())
                .isEqualTo("prompt " + ContentHash.of(bytes("text", "prompt.safetensors")));
    }

    @Test
    void tellsItsListenerWhatHappensInOrder() throws IOException {
        var seen = new ArrayList<Long>();
        var listener = new TuneListener() {
            @Override
            public void began(Beginning beginning) {
                assertThat(beginning).isEqualTo(new Beginning(0, 10, 4, 16, 4));
            }

            @Override
            public void happened(TuningEvent event) {
                seen.add(event.step());
            }
        };

        new StandaloneTuning(listener, () -> false, CLOCK).run(request("out", null));

        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 4L, 5L, 6L, 7L, 8L, 8L, 9L, 10L, 10L, 10L);
    }

    @Test
    void refusesACheckpointOfAnotherRun() throws IOException {
        Path checkpoint = directory.resolve("checkpoint");
        run(request("out", checkpoint), () -> true);

        assertThat(faults(request("out", checkpoint, new StartChoice.Text("other"), 10)))
                .singleElement()
                .asString()
                .contains("another run");
    }

    @Test
    void namesTheFaultsOfModelAndDataAtOnce() throws IOException {
        Path data = Files.writeString(directory.resolve("bad.jsonl"), "{\"input\": \"a\"}\nnonsense\n");
        var request = new TuneRequest(
                directory.resolve("nowhere"),
                data,
                directory.resolve("out"),
                null,
                new StartChoice.Plain(),
                1,
                SETTINGS,
                StopRule.of(null, 1),
                Devices.CPU,
                List.of());

        assertThat(faults(request)).hasSizeGreaterThanOrEqualTo(3).anyMatch(fault -> fault.contains("directory"));
        assertThat(faults(request))
                .anyMatch(fault -> fault.contains("line 1"))
                .anyMatch(fault -> fault.contains("line 2"));
    }

    @Test
    void triesAPromptBesideTheBareModel() throws IOException {
        run(request("out", null), () -> false);
        Path model = shared.resolve("model");

        var trial = PromptTrial.of(model, directory.resolve("out"), "is 4 even ?", Devices.CPU);

        assertThat(trial).isEqualTo(PromptTrial.of(model, directory.resolve("out"), "is 4 even ?", Devices.CPU));
        assertThat(catchThrowableOfType(
                                RefusedException.class,
                                () -> PromptTrial.of(model, directory.resolve("out"), "x".repeat(99), Devices.CPU))
                        .faults())
                .singleElement()
                .asString()
                .contains("99 tokens");
    }

    @Test
    void refusesAPromptOfAnotherModel() throws IOException {
        run(request("out", null), () -> false);
        Path other = directory.resolve("other");
        TestModels.write(other, TestModels.TINY, TestModels.weights(TestModels.TINY, 8));

        var refused = catchThrowableOfType(
                RefusedException.class, () -> PromptTrial.of(other, directory.resolve("out"), "4 ?", Devices.CPU));

        assertThat(refused).hasMessageContaining("was tuned on model");
    }

    @Test
    void givesTheSamePromptOnAModelThatIsSplit() throws IOException {
        TuneRequest whole = request("whole", null);
        var split = new TuneRequest(
                whole.model(),
                whole.data(),
                directory.resolve("split"),
                null,
                whole.start(),
                whole.seed(),
                whole.settings(),
                whole.stop(),
                Devices.named("cpu,cpu"),
                List.of());

        run(whole, () -> false);
        run(split, () -> false);

        assertSameFiles("whole", "split");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        var refused = catchThrowableOfType(
                RefusedException.class,
                () -> PromptTrial.of(
                        shared.resolve("model"), directory.resolve("out"), "4 ?", Devices.named("cpu,cuda:99")));

        assertThat(refused).hasMessageStartingWith("device cuda:99: PyTorch sees");
    }

    private void assertSameFiles(String one, String other) throws IOException {
        assertThat(bytes(one, "prompt.safetensors")).isEqualTo(bytes(other, "prompt.safetensors"));
        assertThat(bytes(one, "manifest.json")).isEqualTo(bytes(other, "manifest.json"));
    }

    private PromptManifest manifest(String out) throws IOException {
        return (PromptManifest) PromptOrigin.fromJson(bytes(out, "manifest.json"));
    }

    private byte[] bytes(String out, String file) throws IOException {
        return Files.readAllBytes(directory.resolve(out).resolve(file));
    }

    private TuneRequest request(String out, @Nullable Path checkpoint) {
        return request(out, checkpoint, new StartChoice.Plain(), 10);
    }

    private TuneRequest request(String out, @Nullable Path checkpoint, StartChoice start, long steps) {
        return new TuneRequest(
                shared.resolve("model"),
                shared.resolve("data.jsonl"),
                directory.resolve(out),
                checkpoint,
                start,
                1,
                SETTINGS,
                StopRule.of(null, steps),
                Devices.CPU,
                List.of());
    }

    private static List<String> faults(TuneRequest request) {
        var refused = catchThrowableOfType(RefusedException.class, () -> run(request, () -> false));
        assertThat(refused).isNotNull();
        return refused.faults();
    }

    private static TuneOutcome run(TuneRequest request, BooleanSupplier pause) throws IOException {
        var silent = new TuneListener() {
            @Override
            public void began(Beginning beginning) {}

            @Override
            public void happened(TuningEvent event) {}
        };
        return new StandaloneTuning(silent, pause, CLOCK).run(request);
    }
}
