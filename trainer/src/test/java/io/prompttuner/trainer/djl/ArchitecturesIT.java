package io.prompttuner.trainer.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.model.ModelWeights;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.placement.Placement;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.TokenBatch;
import io.prompttuner.trainer.tuning.TokenExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every architecture, on tiny models with random weights. */
class ArchitecturesIT {

    /** How many steps are taken beside a busy collector; more by {@code -Dprompttuner.collectedSteps=10000}. */
    private static final int COLLECTED_STEPS = Integer.getInteger("prompttuner.collectedSteps", 500);

    @TempDir
    Path directory;

    static Stream<Named<ModelConfig>> models() {
        return Stream.of(
                Named.of("gpt2", TestModels.TINY),
                Named.of("llama", TestModels.LLAMA),
                Named.of("llama with all", TestModels.LLAMA_WITH_ALL),
                Named.of("qwen2", TestModels.QWEN2));
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithADoublePrecisionReferenceAndItsNumericalGradient(ModelConfig config) throws IOException {
        var random = new Random(1);
        float[] prompt = RandomTexts.prompt(config, random);
        List<TokenExample> examples = RandomTexts.examples(config, random, 3);
        List<Tensor> weights = TestModels.weights(config, 7);
        Reference reference =
                config.match(gpt2 -> new Gpt2Reference(gpt2, weights), llama -> new LlamaReference(llama, weights));

        try (TorchLanguageModel model = load(config, weights)) {
            Gradient gradient = model.gradient(prompt, TokenBatch.of(examples, RandomTexts.PROMPT_TOKENS));

            assertThat(gradient.lossSum()).isCloseTo(loss(reference, doubles(prompt), examples), within(1e-4));
            double h = 1e-5;
            for (int i = 0; i < prompt.length; i++) {
                double[] up = doubles(prompt);
                double[] down = doubles(prompt);
                up[i] += h;
                down[i] -= h;
                double slope = (loss(reference, up, examples) - loss(reference, down, examples)) / (2 * h);
                assertThat((double) gradient.sum()[i]).as("component %d", i).isCloseTo(slope, within(2e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheSameBitsAgainAfterOtherCalls(ModelConfig config) throws IOException {
        var random = new Random(2);
        float[] prompt = RandomTexts.prompt(config, random);
        TokenBatch batch = TokenBatch.of(RandomTexts.examples(config, random, 4), RandomTexts.PROMPT_TOKENS);

        try (TorchLanguageModel model = load(config, TestModels.weights(config, 7))) {
            Gradient first = model.gradient(prompt, batch);
            assertSame(model.gradient(prompt, batch), first);
            for (int i = 0; i < 20; i++) {
                TokenBatch other =
                        TokenBatch.of(RandomTexts.examples(config, random, 1 + i % 5), RandomTexts.PROMPT_TOKENS);
                model.gradient(RandomTexts.prompt(config, random), other);
                model.predict(prompt, other);
                model.hiddenStates(TokenBatch.of(RandomTexts.examples(config, random, 2), 0));
                assertSame(model.gradient(prompt, batch), first);
            }
        }
    }

    /** The last digits may: a matrix product of more rows adds up in another order. So a batch's width is fixed. */
    @ParameterizedTest
    @MethodSource("models")
    void doesNotSeeHowFarRowsArePadded(ModelConfig config) throws IOException {
        var random = new Random(3);
        float[] prompt = RandomTexts.prompt(config, random);
        TokenBatch batch = TokenBatch.of(RandomTexts.examples(config, random, 3), RandomTexts.PROMPT_TOKENS);

        try (TorchLanguageModel model = load(config, TestModels.weights(config, 7))) {
            Gradient first = model.gradient(prompt, batch);
            for (int more = 1; batch.width() + more + RandomTexts.PROMPT_TOKENS <= config.positions(); more += 3) {
                Gradient padded = model.gradient(prompt, padded(batch, more));
                assertThat(padded.lossSum()).isCloseTo(first.lossSum(), within(1e-4));
                assertThat(padded.sum()).containsExactly(first.sum(), within(2e-5f));
                assertSame(model.gradient(prompt, padded(batch, more)), padded);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void isTheSameModelInSeveralFiles(ModelConfig config) throws IOException {
        var random = new Random(4);
        float[] prompt = RandomTexts.prompt(config, random);
        TokenBatch batch = TokenBatch.of(RandomTexts.examples(config, random, 3), RandomTexts.PROMPT_TOKENS);
        List<Tensor> weights = TestModels.weights(config, 7);
        TestModels.writeSharded(directory.resolve("sharded"), config, weights, 3);

        try (TorchLanguageModel whole = load(config, weights);
                TorchLanguageModel sharded =
                        TorchLanguageModel.load(ModelDirectory.open(directory.resolve("sharded")), Devices.CPU)) {
            assertSame(sharded.gradient(prompt, batch), whole.gradient(prompt, batch));
            assertThat(sharded.embeddings(new int[] {0, 5, 256})).isEqualTo(whole.embeddings(new int[] {0, 5, 256}));
        }
    }

    /** Every part of a split is there, though nothing has to move between two names of one CPU. */
    @ParameterizedTest
    @MethodSource("models")
    void givesTheSameBitsWhenSplitByLayer(ModelConfig config) throws IOException {
        var random = new Random(6);
        float[] prompt = RandomTexts.prompt(config, random);
        TokenBatch batch = TokenBatch.of(RandomTexts.examples(config, random, 3), RandomTexts.PROMPT_TOKENS);
        List<Tensor> weights = TestModels.weights(config, 7);

        try (TorchLanguageModel whole = load(config, weights);
                TorchLanguageModel split = load(config, weights, "cpu,cpu");
                TorchLanguageModel scattered = load(config, weights, "cpu,cpu,cpu,cpu,cpu")) {
            Gradient expected = whole.gradient(prompt, batch);
            assertSame(split.gradient(prompt, batch), expected);
            assertSame(scattered.gradient(prompt, batch), expected);
            assertThat(split.predict(prompt, batch).tokens())
                    .isEqualTo(whole.predict(prompt, batch).tokens());
            assertThat(split.hiddenStates(batch)).isEqualTo(whole.hiddenStates(batch));
        }
    }

    /** As on a GPU, which holds and computes in half; no CPU is ever told to. */
    @ParameterizedTest
    @MethodSource("models")
    void agreesWithItselfInHalfPrecision(ModelConfig config) throws IOException {
        var random = new Random(7);
        float[] prompt = RandomTexts.prompt(config, random);
        TokenBatch batch = TokenBatch.of(RandomTexts.examples(config, random, 3), RandomTexts.PROMPT_TOKENS);

        try (TorchLanguageModel single = load(config, TestModels.weights(config, 7))) {
            Gradient expected = single.gradient(prompt, batch);
            assertClose(half(config, ElementType.F16, prompt, batch), expected, 0.02);
            assertClose(half(config, ElementType.BF16, prompt, batch), expected, 0.1);
        }
    }

    /** Eight times the bits lost to a number, 2^-11 or 2^-8, would be 0.004 and 0.03; the rest is for depth. */
    private static void assertClose(Gradient found, Gradient expected, double relative) {
        assertThat(found.lossSum()).isCloseTo(expected.lossSum(), within(relative * expected.lossSum()));
        double apart = 0;
        double size = 0;
        for (int i = 0; i < expected.sum().length; i++) {
            apart += Math.pow(found.sum()[i] - (double) expected.sum()[i], 2);
            size += Math.pow(expected.sum()[i], 2);
        }
        assertThat(Math.sqrt(apart)).isLessThan(relative * Math.sqrt(size)).isPositive();
    }

    /** The model of {@link #load} on the CPU, held and computed in another format. */
    private Gradient half(ModelConfig config, ElementType format, float[] prompt, TokenBatch batch) throws IOException {
        ModelDirectory files = ModelDirectory.open(directory.resolve("whole"));
        Placement single = Placement.of(config, Devices.CPU, ElementType.F32);
        var placement = new Placement(single.layout(), single.devices(), format, single.devicesOfBlocks());
        try (ModelWeights weights = files.weights();
                TorchLanguageModel model = TorchLanguageModel.load(config, weights, placement)) {
            assertThat(model.embeddings(new int[] {3})).hasSize(config.hidden());
            assertThat(model.hiddenStates(batch)).doesNotContain(Float.NaN);
            return model.gradient(prompt, batch);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void isNotReachedByTheGarbageCollector(ModelConfig config) throws Exception {
        try (TorchLanguageModel model = load(config, TestModels.weights(config, 7))) {
            List<Gradient> undisturbed = steps(model, config);
            var over = new AtomicBoolean();
            var collector = new Thread(() -> {
                while (!over.get()) {
                    System.gc();
                    LockSupport.parkNanos(1_000_000);
                }
            });
            collector.start();
            try {
                List<Gradient> collected = steps(model, config);
                for (int i = 0; i < COLLECTED_STEPS; i++) {
                    assertSame(collected.get(i), undisturbed.get(i));
                }
            } finally {
                over.set(true);
                collector.join();
            }
        }
    }

    /** Walks down the gradient, so that one wrong bit would show in every step after it. */
    private static List<Gradient> steps(TorchLanguageModel model, ModelConfig config) {
        var random = new Random(5);
        float[] prompt = RandomTexts.prompt(config, random);
        var gradients = new ArrayList<Gradient>();
        for (int step = 0; step < COLLECTED_STEPS; step++) {
            var gradient = model.gradient(
                    prompt, TokenBatch.of(RandomTexts.examples(config, random, 2), RandomTexts.PROMPT_TOKENS));
            for (int i = 0; i < prompt.length; i++) {
                prompt[i] -= 0.01f * gradient.sum()[i];
            }
            gradients.add(gradient);
        }
        return gradients;
    }

    private TorchLanguageModel load(ModelConfig config, List<Tensor> weights) throws IOException {
        return load(config, weights, "cpu");
    }

    private TorchLanguageModel load(ModelConfig config, List<Tensor> weights, String devices) throws IOException {
        Path whole = directory.resolve("whole");
        TestModels.write(whole, config, weights);
        ModelDirectory model = ModelDirectory.open(whole);
        assertThat(model.config()).isEqualTo(config);
        return TorchLanguageModel.load(model, Devices.named(devices));
    }

    private static void assertSame(Gradient found, Gradient expected) {
        assertThat(found.lossSum()).isEqualTo(expected.lossSum());
        assertThat(found.sum()).isEqualTo(expected.sum());
    }

    private static TokenBatch padded(TokenBatch batch, int more) {
        int width = batch.width() + more;
        long[] ids = new long[batch.rows() * width];
        for (int row = 0; row < batch.rows(); row++) {
            System.arraycopy(batch.ids(), row * batch.width(), ids, row * width, batch.width());
        }
        int rowBefore = RandomTexts.PROMPT_TOKENS + batch.width();
        long[] positions = Arrays.stream(batch.positions())
                .map(position -> position + position / rowBefore * more)
                .toArray();
        return new TokenBatch(ids, width, batch.lengths(), positions, batch.targets());
    }

    private static double loss(Reference reference, double[] prompt, List<TokenExample> examples) {
        return examples.stream()
                .mapToDouble(example -> reference.lossSum(prompt, example.input(), example.target()))
                .sum();
    }

    private static double[] doubles(float[] prompt) {
        return IntStream.range(0, prompt.length).mapToDouble(i -> prompt[i]).toArray();
    }
}
