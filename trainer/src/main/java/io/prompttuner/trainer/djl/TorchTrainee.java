package io.prompttuner.trainer.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.placement.Placement;
import io.prompttuner.trainer.tuning.TokenBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A model whose weights are still to be learnt, on the CPU. */
public final class TorchTrainee implements AutoCloseable {

    private final ModelConfig config;
    private final TorchNetwork network;

    public TorchTrainee(ModelConfig config) throws IOException {
        this.config = config;
        var placement = Placement.of(config, Devices.CPU, ElementType.F32);
        this.network = TorchNetwork.load(TorchScriptProgram.trainable(config, placement));
    }

    /** Loss and gradient of every weight, summed over the batch's targets. */
    public Lesson learn(List<Tensor> weights, TokenBatch batch) {
        network.call("clear", false, manager -> new NDList(manager.create(0f)), NDList::size);
        weights.forEach(weight -> network.push(weight, 0));
        return network.call(
                "weight_gradients",
                true,
                manager -> new NDList(
                        manager.create(new float[0], new Shape(0, config.hidden())),
                        manager.create(batch.ids(), new Shape(batch.rows(), batch.width())),
                        manager.create(batch.positions()),
                        manager.create(batch.targets())),
                TorchTrainee::lesson);
    }

    /**
     * What one batch teaches.
     *
     * @param lossSum nats
     * @param gradients one for each weight, in their order
     */
    public record Lesson(double lossSum, List<float[]> gradients) {}

    private static Lesson lesson(NDList out) {
        var gradients = new ArrayList<float[]>();
        for (int i = 1; i < out.size(); i++) {
            gradients.add(out.get(i).toFloatArray());
        }
        return new Lesson(out.get(0).getFloat(), gradients);
    }

    @Override
    public void close() {
        network.close();
    }
}
