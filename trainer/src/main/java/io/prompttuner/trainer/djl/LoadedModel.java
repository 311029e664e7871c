package io.prompttuner.trainer.djl;

import io.prompttuner.store.Numerics;
import io.prompttuner.store.model.ModelHash;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.model.FeatureCenterFile;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.task.TaskEncoder;
import io.prompttuner.trainer.tuning.GreedyAnswer;
import io.prompttuner.trainer.tuning.TaskFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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

    /** Loads a model in the Hugging Face layout onto devices. */
    public static LoadedModel load(Path path, Devices devices) throws IOException {
        TorchRuntime.require(devices);
        ModelDirectory directory = ModelDirectory.open(path);
        HuggingFaceCodec codec = HuggingFaceCodec.load(directory);
        try {
            return load(directory, codec, devices);
        } catch (IOException | RuntimeException failed) {
            codec.close();
            throw failed;
        }
    }

    private static LoadedModel load(ModelDirectory directory, HuggingFaceCodec codec, Devices devices)
            throws IOException {
        var hash = new ContentHash(ModelHash.of(directory.path()));
        TorchLanguageModel network = TorchLanguageModel.load(directory, devices);
        try {
            return new LoadedModel(
                    directory, hash, numerics(devices, network), network, codec, features(directory, network));
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

    /** Nothing of what was done with it can be read out of it afterwards. Weights know nothing; the tokenizer does. */
    public void forget() throws IOException {
        codec.forget();
    }

    private static Numerics numerics(Devices devices, TorchLanguageModel network) {
        String dtype = network.precision().name().toLowerCase(Locale.ROOT);
        return new Numerics(dtype, TorchRuntime.THREADS, TorchRuntime.version(), ProcessorFamily.of(devices));
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
