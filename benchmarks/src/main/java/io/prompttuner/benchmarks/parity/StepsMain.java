package io.prompttuner.benchmarks.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.trainer.djl.TorchLanguageModel;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.tuning.BatchOrder;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a case's steps one by one, each when a line on standard input asks for it, so that {@code peers/speed.py} can take
 * turns with it. The first line it prints has the batches of all steps; each further one what a step took, and its loss.
 */
public final class StepsMain {

    private static final Logger FIGURES = LoggerFactory.getLogger("figures");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private StepsMain() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        ParityCase wanted = ParityCase.read(directory);
        ModelDirectory files = ModelDirectory.open(directory.resolve(wanted.model()));
        try (TorchLanguageModel model = TorchLanguageModel.load(files, Devices.CPU)) {
            byte[] bytes = Files.readAllBytes(directory.resolve(wanted.prompt()));
            var tuner = new Tuner(model, wanted.task(), wanted.settings());
            say(Map.of("batches", batches(wanted)));
            walk(tuner, TuningState.start(PromptFile.read(bytes, model.hidden()), wanted.seed()));
        }
    }

    private static List<int[]> batches(ParityCase wanted) {
        var order = new BatchOrder(wanted.seed(), wanted.examples().size(), wanted.batchSize());
        return LongStream.range(0, wanted.steps()).mapToObj(order::batch).toList();
    }

    private static void walk(Tuner tuner, TuningState start) throws IOException {
        TuningState state = start;
        var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (asked.readLine() != null) {
            long began = System.nanoTime();
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            Tuner.Step step = tuner.step(state);
            long cpu = THREADS.getCurrentThreadCpuTime() - cpuBefore;
            long wall = System.nanoTime() - began;
            state = step.after();
            say(Map.of(
                    "wall",
                    wall / 1e9,
                    "cpu",
                    cpu / 1e9,
                    "loss",
                    step.gradient().loss()));
        }
    }

    private static void say(Map<String, Object> numbers) throws JsonProcessingException {
        FIGURES.info(JSON.writeValueAsString(numbers));
    }
}
