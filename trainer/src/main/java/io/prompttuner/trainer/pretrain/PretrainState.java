package io.prompttuner.trainer.pretrain;

import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
import io.prompttuner.trainer.tuning.AdamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Weights on their way.
 *
 * @param slots what each weight is
 * @param weights each with its optimiser, in the order of the slots
 */
public record PretrainState(List<ModelLayout.Slot> slots, List<AdamState> weights) {

    /** Standard deviation of initial weights (Radford et al., 2019). */
    private static final double SPREAD = 0.02;

    public PretrainState {
        slots = List.copyOf(slots);
        weights = List.copyOf(weights);
    }

    /** Random weights; those that add to the residual stream smaller the more layers do. */
    public static PretrainState random(ModelConfig config, long seed) {
        var random = new Random(seed);
        var slots = ModelLayout.of(config).slots();
        var weights = new ArrayList<AdamState>();
        for (ModelLayout.Slot slot : slots) {
            weights.add(AdamState.start(initial(slot, config.layers(), random)));
        }
        return new PretrainState(slots, weights);
    }

    public long step() {
        return weights.get(0).step();
    }

    /** The weights as they stand. */
    public List<Tensor> tensors() {
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; i < slots.size(); i++) {
            tensors.add(new Tensor(
                    slots.get(i).name(), slots.get(i).shape(), weights.get(i).values()));
        }
        return tensors;
    }

    private static float[] initial(ModelLayout.Slot slot, int layers, Random random) {
        float[] values = new float[(int) slot.shape().elements()];
        boolean gain = slot.name().contains("ln_") && slot.name().endsWith("weight");
        double spread = slot.name().endsWith("c_proj.weight") ? SPREAD / Math.sqrt(2.0 * layers) : SPREAD;
        for (int i = 0; i < values.length; i++) {
            values[i] = gain ? 1 : slot.name().endsWith("bias") ? 0 : (float) (spread * random.nextGaussian());
        }
        return values;
    }
}
