package io.prompttuner.trainer.run.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.run.StandaloneTuning;
import io.prompttuner.trainer.run.StartChoice;
import io.prompttuner.trainer.run.TuneOutcome;
import io.prompttuner.trainer.run.TuneOutcome.Delivered;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small language model, tuned by processes that come and go; whatever happens to them, by the same bits. */
class ElasticTuningIT {

    private static final TuningSettings SETTINGS = new TuningSettings(8, 8, 8, 0.01, 0, 1, 5);
    private static final int STEPS = 30;
    private static final int LAST_EVENT = 16;
    private static final int HISTORIES = 20;
    private static final List<History.Kind> KINDS = List.of(History.Kind.values());
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

    @TempDir
    static Path directory;

    private static MemberPool pool;
    private static Delivered alone;

    @BeforeAll
    static void tuneAlone() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../testdata/tasks/emotion/street-2.jsonl"));
        Files.write(
                directory.resolve("data.jsonl"),
                Stream.concat(some(lines, "train", 60), some(lines, "heldout", 40))
                        .toList());
        alone = (Delivered) new StandaloneTuning(new Witness(), () -> false, CLOCK).run(request("alone"));
        pool = pool("warm", true);
    }

    @AfterAll
    static void endMembers() {
        pool.close();
    }

    @Test
    void givesTheSamePromptAndManifestWithOneTwoThreeAndFourWorkers() throws IOException {
        for (int workers = 1; workers <= 4; workers++) {
            var witness = new Witness();

            TuneOutcome outcome = run("workers-" + workers, workers, History.NONE, witness);

            assertSame(outcome, "workers-" + workers);
            assertThat(witness.contributors()).as(witness.toString()).hasSize(workers);
            assertThat(witness.takenOver()).as(witness.toString()).isZero();
        }
    }

    @Test
    void givesTheSamePromptAfterTwentyHistories() throws IOException {
        Set<History.Kind> seen = new HashSet<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            int workers = 1 + random.nextInt(3);
            History history = history(random, workers);
            var witness = new Witness();

            TuneOutcome outcome = run("history-" + seed, workers, history, witness);

            assertSame(outcome, "history-" + seed);
            witness.assertAllTookEffect(history, SETTINGS.microBatches());
            history.events().forEach(event -> seen.add(event.kind()));
        }
        assertThat(seen).containsExactlyInAnyOrder(History.Kind.values());
    }

    @Test
    void isThrottledAtTheSameStepWhateverHappens() throws IOException {
        var history = History.parse("throttle@4:0.5,join@6,kill@9,throttle@12:1", "", new ArrayList<>());
        var listener = new Witness();

        TuneOutcome shared =
                new ElasticTuning(listener, () -> false, pool).run(throttled("throttled", history), 2, history);
        TuneOutcome single =
                new StandaloneTuning(new Witness(), () -> false, CLOCK).run(throttled("throttled-alone", history));

        listener.assertAllTookEffect(history, SETTINGS.microBatches());
        assertThat(shared).isEqualTo(single).isNotEqualTo(alone);
        for (String file : List.of("prompt.safetensors", "manifest.json")) {
            assertThat(directory.resolve("throttled").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("throttled-alone").resolve(file));
        }
        assertThat(directory.resolve("throttled/manifest.json")).content().contains("4:0.5 12:1.0");
    }

    @Test
    void givesTheSamePromptOnProcessesThatHaveServedNobodyBefore() throws IOException {
        var faults = new ArrayList<String>();
        var history = History.parse("join@3,kill@7,pause@10,leave@14", "", faults);
        var witness = new Witness();
        try (MemberPool fresh = pool("fresh", false)) {
            var tuning = new ElasticTuning(witness, () -> false, fresh);

            TuneOutcome outcome = tuning.run(request("fresh"), 2, history);

            assertSame(outcome, "fresh");
            witness.assertAllTookEffect(history, SETTINGS.microBatches());
        }
    }

    @Test
    void leavesNoProcessBehind() throws Exception {
        MemberPool own = pool("own", false);
        Set<ProcessHandle> before = children();
        own.prepare(1);
        Set<ProcessHandle> started = children();
        started.removeAll(before);
        assertThat(started).hasSize(1);

        own.close();

        for (ProcessHandle child : started) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private static MemberPool pool(String logs, boolean reuses) {
        return new MemberPool(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemberMain.class.getName(),
                        TestModels.smallLm().toAbsolutePath().toString(),
                        "cpu"),
                Map.of("OMP_NUM_THREADS", "1"),
                directory.resolve(logs),
                reuses);
    }

    private static Stream<String> some(List<String> lines, String split, int count) {
        return lines.stream().filter(line -> line.contains("\"" + split + "\"")).limit(count);
    }

    private static Set<ProcessHandle> children() {
        return new HashSet<>(ProcessHandle.current().children().toList());
    }

    private static TuneOutcome run(String out, int workers, History history, Witness witness) throws IOException {
        return new ElasticTuning(witness, () -> false, pool).run(request(out), workers, history);
    }

    /** One to four events, long before the last step, that always leave somebody. */
    private static History history(Random random, int workers) {
        while (true) {
            List<History.Event> events = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i ->
                            new History.Event(KINDS.get(random.nextInt(KINDS.size())), 1 + random.nextInt(LAST_EVENT)))
                    .toList();
            var history = new History(events, List.of());
            if (history.faults(workers, SETTINGS.microBatches(), STEPS, "").isEmpty()) {
                return history;
            }
        }
    }

    private static TuneRequest request(String out) {
        return throttled(out, History.NONE);
    }

    private static TuneRequest throttled(String out, History history) {
        return new TuneRequest(
                TestModels.smallLm(),
                directory.resolve("data.jsonl"),
                directory.resolve(out),
                null,
                new StartChoice.Plain(),
                1,
                SETTINGS,
                StopRule.of(null, STEPS),
                Devices.CPU,
                history.throttles());
    }

    private static void assertSame(TuneOutcome outcome, String out) {
        assertThat(outcome).isEqualTo(alone);
        for (String file : List.of("prompt.safetensors", "manifest.json")) {
            assertThat(directory.resolve(out).resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("alone").resolve(file));
        }
    }
}
