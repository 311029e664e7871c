package io.prompttuner.benchmarks.parity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.djl.TorchLanguageModel;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the cases in the directories it is given, and writes into each {@code ours.json}, {@code ours.safetensors} and
 * {@code tuned/prompt.safetensors}.
 */
public final class ParityMain {

    private static final Logger LOG = LoggerFactory.getLogger(ParityMain.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ParityMain() {}

    public static void main(String[] directories) throws IOException {
        if (directories.length == 0) {
            LOG.error("usage: DIR..., each with a case.json");
            System.exit(2);
            return;
        }
        for (String directory : directories) {
            compute(Path.of(directory));
        }
    }

    private static void compute(Path directory) throws IOException {
        ParityCase wanted = ParityCase.read(directory);
        ModelDirectory files = ModelDirectory.open(directory.resolve(wanted.model()));
        try (TorchLanguageModel model = TorchLanguageModel.load(files, Devices.CPU)) {
            byte[] bytes = Files.readAllBytes(directory.resolve(wanted.prompt()));
            float[] prompt = PromptFile.read(bytes, model.hidden());
            var computation = new Computation(model, wanted);
            Computation.Steps steps = computation.steps(prompt);
            writeNumbers(directory, computation, steps);
            writeTensors(directory, model, computation, steps);
            Files.createDirectories(directory.resolve("tuned"));
            Files.write(directory.resolve("tuned/prompt.safetensors"), PromptFile.bytes(steps.last(), model.hidden()));
        }
    }

    private static void writeNumbers(Path directory, Computation computation, Computation.Steps steps)
            throws IOException {
        float[] prompt = steps.prompts().get(0);
        Map<String, Object> numbers = Map.of(
                "batches", steps.batches(),
                "losses", steps.losses(),
                "norms", steps.norms(),
                "loss", computation.loss(prompt),
                "tunedLoss", computation.loss(steps.last()),
                "choices", computation.choices(prompt));
        JSON.writeValue(directory.resolve("ours.json").toFile(), numbers);
    }

    private static void writeTensors(
            Path directory, TorchLanguageModel model, Computation computation, Computation.Steps steps)
            throws IOException {
        int hidden = model.hidden();
        int size = steps.last().length;
        float[] trajectory = new float[steps.prompts().size() * size];
        for (int i = 0; i < steps.prompts().size(); i++) {
            System.arraycopy(steps.prompts().get(i), 0, trajectory, i * size, size);
        }
        float[] before = computation.logProbabilities(steps.prompts().get(0));
        float[] after = computation.logProbabilities(steps.last());
        Shape table = Shape.of(before.length / model.vocabulary(), model.vocabulary());
        new SafetensorsWriter(ElementType.F32, Map.of())
                .write(
                        List.of(
                                new Tensor("gradient", Shape.of(size / hidden, hidden), steps.gradient()),
                                new Tensor(
                                        "prompts", Shape.of(steps.prompts().size(), size / hidden, hidden), trajectory),
                                new Tensor("logProbabilities", table, before),
                                new Tensor("tunedLogProbabilities", table, after)),
                        directory.resolve("ours.safetensors"));
    }
}
