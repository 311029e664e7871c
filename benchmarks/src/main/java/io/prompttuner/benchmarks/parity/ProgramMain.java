package io.prompttuner.benchmarks.parity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.djl.TorchLanguageModel;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.model.ModelLayout;
import io.prompttuner.trainer.model.RotaryTables;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.placement.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the program that the trainer would run on given devices, so that it can be run where there is no Java: {@code
 * program.pt}, {@code weights.json} (name and device's place of each weight, in order) and {@code tables.safetensors} (what
 * follows the weights, once for each device). Of a model only its configuration is read.
 */
public final class ProgramMain {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramMain.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ProgramMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 0 || args.length % 3 != 0) {
            LOG.error("usage: (MODEL DEVICES OUT)..., such as model cuda:0,cuda:1 programs/split");
            System.exit(2);
            return;
        }
        for (int i = 0; i < args.length; i += 3) {
            write(ModelDirectory.open(Path.of(args[i])), Devices.named(args[i + 1]), Path.of(args[i + 2]));
        }
    }

    private static void write(ModelDirectory model, Devices devices, Path out) throws IOException {
        ElementType meant = model.dtype().orElse(ElementType.F32);
        Placement placement = Placement.of(model.config(), devices, meant);
        ModelLayout layout = placement.layout();
        List<Map<String, Object>> weights = IntStream.range(0, layout.slots().size())
                .mapToObj(slot -> Map.<String, Object>of(
                        "name", layout.slots().get(slot).name(), "place", placement.deviceOf(slot)))
                .toList();
        List<Tensor> tables = RotaryTables.of(model.config());
        Files.createDirectories(out);
        Files.write(out.resolve("program.pt"), TorchLanguageModel.program(model.config(), placement));
        JSON.writeValue(
                out.resolve("weights.json").toFile(),
                Map.of(
                        "alias", layout.alias(),
                        "devices", devices.toString(),
                        "precision", placement.precision(),
                        "weights", weights));
        new SafetensorsWriter(ElementType.F32, Map.of()).write(tables, out.resolve("tables.safetensors"));
    }
}
