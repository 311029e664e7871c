package io.prompttuner.trainer.djl;

import io.prompttuner.store.Numerics;
import io.prompttuner.store.model.ModelHash;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.model.FeatureCenterFile;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.task.TaskEncoder;
import io.prompttuner.trainer.tuning.GreedyAnswer;
import io.prompttuner.trainer.tuning.TaskFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A base model, loaded once and ready for any number of jobs.
 *
 * @param hash the model's content hash
 * @param numerics what the last bits of its results depend on
 * @param features what tasks look like to it, around its centre if there is one beside the model
 */
public record LoadedModel(
        ModelDirectory directory,
        ContentHash hash,
        Numerics numerics,
        TorchLanguageModel network,
        HuggingFaceCodec codec,
        TaskFeatures features)
        implements AutoCloseable {

    /** Loads a model in the Hugging Face layout onto a device, {@code cpu} or {@code gpu0}. */
    public static LoadedModel load(Path path, String device) throws IOException {
        ModelDirectory directory = ModelDirectory.open(path);
        HuggingFaceCodec codec = HuggingFaceCodec.load(directory);
        try {
            return load(directory, codec, device);
        } catch (IOException | RuntimeException failed) {
            codec.close();
            throw failed;
        }
    }

    private static LoadedModel load(ModelDirectory directory, HuggingFaceCodec codec, String device)
            throws IOException {
        var hash = new ContentHash(ModelHash.of(directory.path()));
        TorchLanguageModel network = TorchLanguageModel.load(directory, device);
        try {
            return new LoadedModel(directory, hash, numerics(device), network, codec, features(directory, network));
        } catch (IOException | RuntimeException failed) {
            network.close();
            throw failed;
        }
    }

    /** Turns datasets into this model's tokens. */
    public TaskEncoder encoder() {
        return new TaskEncoder(codec, directory.config());
    }

    /** The model's greedy answer to an input behind a prompt, which may be empty. */
    public String answer(String input, float[] prompt, int limit) {
        var greedy = new GreedyAnswer(network, directory.config().endOfText());
        return codec.decode(greedy.to(codec.encode(input), prompt, limit)).strip();
    }

    private static Numerics numerics(String device) {
        String processor = device.equals("cpu") ? ProcessorFamily.here() : device;
        return new Numerics(TorchLanguageModel.DTYPE, TorchRuntime.THREADS, TorchRuntime.version(), processor);
    }

    private static TaskFeatures features(ModelDirectory directory, TorchLanguageModel network) throws IOException {
        Optional<float[]> center = FeatureCenterFile.read(directory);
        return center.isPresent() ? new TaskFeatures(network, center.get()) : TaskFeatures.uncentred(network);
    }

    @Override
    public void close() {
        codec.close();
        network.close();
    }
}
