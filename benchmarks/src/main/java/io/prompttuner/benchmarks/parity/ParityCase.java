package io.prompttuner.benchmarks.parity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.TokenExample;
import io.prompttuner.trainer.tuning.TuningSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be computed: {@code case.json} of a case's directory. Paths are relative to it.
 *
 * @param model a base model in the Hugging Face layout
 * @param prompt the {@code prompt.safetensors} to begin with
 * @param seed of the order of the examples
 * @param steps optimiser steps
 * @param probes examples, from the first on, whose first answer token is asked for every token's probability
 */
record ParityCase(
        String model,
        String prompt,
        long seed,
        int batchSize,
        int microBatches,
        double learningRate,
        double weightDecay,
        double clipNorm,
        int steps,
        int probes,
        List<Example> examples) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Token ids. */
    @SuppressWarnings("ArrayRecordComponent") // as the trainer takes them; compared by nobody
    record Example(int[] input, int[] target) {}

    static ParityCase read(Path directory) throws IOException {
        return JSON.readValue(directory.resolve("case.json").toFile(), ParityCase.class);
    }

    /** The examples, to learn from and to evaluate on. */
    EncodedTask task() {
        List<TokenExample> all = examples.stream()
                .map(example -> new TokenExample(example.input(), example.target()))
                .toList();
        return new EncodedTask(all, all);
    }

    TuningSettings settings() {
        return new TuningSettings(1, batchSize, microBatches, learningRate, weightDecay, clipNorm, Integer.MAX_VALUE);
    }
}
