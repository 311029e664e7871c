package io.prompttuner.trainer.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.model.ModelWeights;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.TokenBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A frozen model, loaded once and kept on its device.
 *
 * <p>Weights are widened to single precision: half precision is ten times slower on a CPU. All arrays of a call belong to
 * a manager of that call and go with it; results leave as plain Java arrays.
 */
public final class TorchLanguageModel implements PromptModel, AutoCloseable {

    /** Data type of weights and arithmetic, as manifests call it. */
    public static final String DTYPE = "f32";

    private final ModelConfig config;
    private final NDManager root;
    private final PtSymbolBlock net;
    private final Map<String, NDArray> methods = new HashMap<>();

    private TorchLanguageModel(ModelConfig config, NDManager root) throws IOException {
        this.config = config;
        this.root = root;
        byte[] archive = TorchScriptArchive.pack(TorchScriptProgram.frozen(config), List.of("w"));
        this.net = JniUtils.loadModule((PtNDManager) root, new ByteArrayInputStream(archive), false, false);
    }

    /** Loads a model onto a device, {@code cpu} or {@code gpu0}. */
    public static TorchLanguageModel load(ModelDirectory directory, String device) throws IOException {
        TorchRuntime.start();
        try (ModelWeights weights = directory.weights()) {
            var root = NDManager.newBaseManager(Device.fromName(device), "PyTorch");
            try {
                var model = new TorchLanguageModel(directory.config(), root);
                for (int slot = 0; slot < weights.size(); slot++) {
                    model.push(weights.read(slot));
                }
                return model;
            } catch (IOException | RuntimeException failed) {
                root.close();
                throw failed;
            }
        }
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
        return call(
                "gradient",
                true,
                manager -> inputs(manager, prompt, batch),
                out -> new Gradient(out.get(1).toFloatArray(), out.get(0).getFloat(), batch.targets().length));
    }

    @Override
    public Prediction predict(float[] prompt, TokenBatch batch) {
        return call(
                "predict",
                false,
                manager -> inputs(manager, prompt, batch),
                out -> new Prediction(out.get(0).getFloat(), out.get(1).toLongArray()));
    }

    @Override
    public float[] hiddenStates(TokenBatch batch) {
        return call(
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
        return call(
                "tokens",
                false,
                manager -> new NDList(manager.create(ids)),
                out -> out.get(0).toFloatArray());
    }

    /** Arrays that live as long as the model; it must not grow with use. */
    int arraysHeld() {
        return root.getManagedArrays().size();
    }

    private void push(Tensor tensor) {
        long[] shape =
                tensor.shape().dimensions().stream().mapToLong(Long::longValue).toArray();
        // As if training: a tensor made in inference mode can't take part in a gradient later.
        call("push", true, manager -> new NDList(manager.create(tensor.values(), new Shape(shape))), NDList::size);
    }

    private <R> R call(
            String method, boolean gradient, Function<NDManager, NDList> inputs, Function<NDList, R> result) {
        TorchRuntime.prepare();
        JniUtils.setGradMode(gradient);
        try (NDManager manager = root.newSubManager()) {
            NDList in = inputs.apply(manager);
            in.add(method(method));
            return result.apply(IValueUtils.forward(net, in, gradient));
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    /** DJL chooses the method by the name of an extra input. */
    private synchronized NDArray method(String name) {
        return methods.computeIfAbsent(name, key -> {
            NDArray marker = root.create(0f);
            marker.setName("module_method:" + key);
            return marker;
        });
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
        return manager.create(prompt, new Shape(prompt.length / config.hidden(), config.hidden()));
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
        return manager.create(batch.ids(), new Shape(batch.rows(), batch.width()));
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
        net.close();
        root.close();
    }
}
