package io.prompttuner.trainer.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.trainer.TestModels;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.GreedyAnswer;
import io.prompttuner.trainer.tuning.TokenBatch;
import io.prompttuner.trainer.tuning.TokenExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchLanguageModelIT {

    @TempDir
    static Path directory;

    private static TorchLanguageModel model;

    @BeforeAll
    static void load() throws IOException {
        TestModels.write(directory, TestModels.TINY, TestModels.weights(TestModels.TINY, 7));
        model = TorchLanguageModel.load(ModelDirectory.open(directory), Devices.CPU);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void predictsWithTheSameLossAsItsGradient() {
        var random = new Random(2);
        float[] prompt = RandomTexts.prompt(TestModels.TINY, random);
        var batch = TokenBatch.of(RandomTexts.examples(TestModels.TINY, random, 4), RandomTexts.PROMPT_TOKENS);

        assertThat(model.predict(prompt, batch).lossSum())
                .isCloseTo(model.gradient(prompt, batch).lossSum(), within(1e-4));
    }

    @Test
    void givesTheSameBitsInEveryThread() throws Exception {
        var random = new Random(3);
        float[] prompt = RandomTexts.prompt(TestModels.TINY, random);
        var batch = TokenBatch.of(RandomTexts.examples(TestModels.TINY, random, 4), RandomTexts.PROMPT_TOKENS);
        float[] first = model.gradient(prompt, batch).sum();

        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<float[]> again = () -> model.gradient(prompt, batch).sum();
            for (var result : threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(i -> again).toList())) {
                assertThat(result.get()).containsExactly(first);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void doesNotSeeThePaddingOfAShorterRow() {
        var random = new Random(4);
        float[] prompt = RandomTexts.prompt(TestModels.TINY, random);
        var brief = new TokenExample(new int[] {5, 9}, new int[] {3});
        var lengthy = new TokenExample(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, new int[] {4, 0});

        double alone = model.predict(prompt, TokenBatch.of(List.of(brief), RandomTexts.PROMPT_TOKENS))
                .lossSum();
        double other = model.predict(prompt, TokenBatch.of(List.of(lengthy), RandomTexts.PROMPT_TOKENS))
                .lossSum();
        double both = model.predict(prompt, TokenBatch.of(List.of(brief, lengthy), RandomTexts.PROMPT_TOKENS))
                .lossSum();

        assertThat(both).isCloseTo(alone + other, within(1e-4));
    }

    @Test
    void answersGreedilyWhatItPredictsTokenByToken() {
        var random = new Random(5);
        float[] prompt = RandomTexts.prompt(TestModels.TINY, random);
        int[] input = {7, 8, 9};
        int[] answer = new GreedyAnswer(model, -1).to(input, prompt, 4);

        var batch = TokenBatch.of(List.of(new TokenExample(input, answer)), RandomTexts.PROMPT_TOKENS);

        assertThat(model.predict(prompt, batch).tokens())
                .containsExactly(IntStream.of(answer).asLongStream().toArray());
    }

    @Test
    void holdsNothingOfACallOnceItIsOver() {
        var random = new Random(6);
        float[] prompt = RandomTexts.prompt(TestModels.TINY, random);
        model.gradient(
                prompt, TokenBatch.of(RandomTexts.examples(TestModels.TINY, random, 2), RandomTexts.PROMPT_TOKENS));
        model.predict(
                prompt, TokenBatch.of(RandomTexts.examples(TestModels.TINY, random, 2), RandomTexts.PROMPT_TOKENS));
        int held = model.arraysHeld();

        for (int i = 0; i < 200; i++) {
            model.gradient(
                    prompt, TokenBatch.of(RandomTexts.examples(TestModels.TINY, random, 2), RandomTexts.PROMPT_TOKENS));
            model.predict(
                    prompt, TokenBatch.of(RandomTexts.examples(TestModels.TINY, random, 2), RandomTexts.PROMPT_TOKENS));
        }

        assertThat(model.arraysHeld()).isEqualTo(held);
    }

    @Test
    void refusesWhatDoesNotFitBeforeItReachesNativeCode() {
        float[] prompt = RandomTexts.prompt(TestModels.TINY, new Random(7));
        var tooLong = new TokenExample(new int[TestModels.TINY.positions()], new int[] {1});
        var unknown = new TokenExample(new int[] {TestModels.TINY.vocabulary()}, new int[] {1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predict(prompt, TokenBatch.of(List.of(tooLong), RandomTexts.PROMPT_TOKENS)))
                .withMessageContaining("64 positions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predict(prompt, TokenBatch.of(List.of(unknown), RandomTexts.PROMPT_TOKENS)))
                .withMessageContaining("vocabulary of 257");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.predict(new float[33], TokenBatch.of(List.of(unknown), 1)))
                .withMessageContaining("width 32");
    }
}
