package io.prompttuner.trainer.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.model.ModelWeights;
import io.prompttuner.trainer.model.RotaryTables;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.placement.Placement;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.TokenBatch;
import java.io.IOException;

/**
 * A frozen model, loaded once and kept on its devices.
 *
 * <p>On GPUs weights are held and arithmetic is done in what the model is meant in; on a CPU, where half precision is ten
 * times slower, in single precision. The prompt, the logits, the loss and the prompt's gradient are single everywhere. All
 * arrays of a call belong to a manager of that call and go with it; results leave as plain Java arrays.
 */
public final class TorchLanguageModel implements PromptModel, AutoCloseable {

    /** Values that are on the Java heap at a time while a model loads: 16 MiB of them. */
    private static final int PART = 1 << 22;

    private final ModelConfig config;
    private final ElementType precision;
    private final TorchNetwork network;

    private TorchLanguageModel(ModelConfig config, ElementType precision, TorchNetwork network) {
        this.config = config;
        this.precision = precision;
        this.network = network;
    }

    /** Loads a model onto devices; nothing is loaded before all files are checked. */
    public static TorchLanguageModel load(ModelDirectory directory, Devices devices) throws IOException {
        try (ModelWeights weights = directory.weights()) {
            return load(directory.config(), weights, Placement.of(directory.config(), devices, weights.meant()));
        }
    }

    static TorchLanguageModel load(ModelConfig config, ModelWeights weights, Placement placement) throws IOException {
        var network = TorchNetwork.load(TorchScriptProgram.frozen(config, placement));
        try {
            fill(network, weights, placement);
            for (int place = 0; place < placement.devices().count(); place++) {
                for (Tensor table : RotaryTables.of(config)) {
                    network.push(table, place);
                }
            }
            return new TorchLanguageModel(config, placement.precision(), network);
        } catch (IOException | RuntimeException failed) {
            network.close();
            throw failed;
        }
    }

    /** The program alone, as PyTorch reads it, so that others can run it; what it is to be given is in {@code peers}. */
    public static byte[] program(ModelConfig config, Placement placement) throws IOException {
        return TorchNetwork.archive(TorchScriptProgram.frozen(config, placement));
    }

    private static void fill(TorchNetwork network, ModelWeights weights, Placement placement) throws IOException {
        for (int slot = 0; slot < weights.slots().size(); slot++) {
            Shape shape = weights.slots().get(slot).shape();
            network.reserve(shape, placement.deviceOf(slot));
            for (long at = 0; at < shape.elements(); at += PART) {
                network.fill(weights.read(slot, at, (int) Math.min(PART, shape.elements() - at)), at);
            }
        }
    }

    /** What weights are held in, and what is computed in. */
    public ElementType precision() {
        return precision;
    }

    @Override
    public int hidden() {
        return config.hidden();
    }

    @Override
    public int positions() {
        return config.positions();
    }

    @Override
    public int vocabulary() {
        return config.vocabulary();
    }

    @Override
    public Gradient gradient(float[] prompt, TokenBatch batch) {
        return network.call(
                "gradient",
                true,
                manager -> inputs(manager, prompt, batch),
                out -> new Gradient(out.get(1).toFloatArray(), out.get(0).getFloat(), batch.targets().length));
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        return network.call(
                "predict",
                false,
                manager -> inputs(manager, prompt, batch),
                out -> new Prediction(out.get(0).getFloat(), out.get(1).toLongArray()));
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        return network.call(
                "hidden",
                false,
                manager -> new NDList(prompt(manager, new float[0]), ids(manager, batch, 0)),
                out -> out.get(0).toFloatArray());
    }

    @Override
    public float[] embeddings(int[] tokens) {
        long[] ids = new long[tokens.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = requireToken(tokens[i]);
        }
        return network.call(
                "tokens",
                false,
                manager -> new NDList(manager.create(ids)),
                out -> out.get(0).toFloatArray());
    }

    /** Arrays that live as long as the model; it must not grow with use. */
    int arraysHeld() {
        return network.arraysHeld();
    }

    private NDList inputs(NDManager manager, float[] prompt, TokenBatch batch) {
        return new NDList(
                prompt(manager, prompt),
                ids(manager, batch, prompt.length / config.hidden()),
                manager.create(batch.positions()),
                manager.create(batch.targets()));
    }

    private NDArray prompt(NDManager manager, float[] prompt) {
        if (prompt.length % config.hidden() != 0) {
            throw new IllegalArgumentException(
                    "a prompt of %d numbers is no multiple of the model's width %d".formatted(prompt.length, hidden()));
        }
        return manager.create(prompt, new ai.djl.ndarray.types.Shape(prompt.length / config.hidden(), config.hidden()));
    }

    private NDArray ids(NDManager manager, TokenBatch batch, int promptTokens) {
        if (promptTokens + batch.width() > config.positions()) {
            throw new IllegalArgumentException("%d prompt and %d text tokens exceed the model's %d positions"
                    .formatted(promptTokens, batch.width(), config.positions()));
        }
        for (long id : batch.ids()) {
            requireToken(id);
        }
        for (long target : batch.targets()) {
            requireToken(target);
        }
        return manager.create(batch.ids(), new ai.djl.ndarray.types.Shape(batch.rows(), batch.width()));
    }

    private long requireToken(long id) {
        if (id < 0 || id >= config.vocabulary()) {
            throw new IllegalArgumentException(
                    "token %d is outside the model's vocabulary of %d".formatted(id, config.vocabulary()));
        }
        return id;
    }

    @Override
    public void close() {
        network.close();
    }
}
