package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Cosines and sines of every position's angles, as the program reads them. They are worked out here, in double precision
 * and with {@link StrictMath}, so that they are the same on every machine and whatever the length of a row.
 */
public final class RotaryTables {

    private RotaryTables() {}

    /** Cosines and sines, each {@code [positions, head width / 2]}; none where positions are learnt. */
    public static List<Tensor> of(ModelConfig config) {
        return config.match(gpt2 -> List.of(), RotaryTables::of);
    }

    private static List<Tensor> of(LlamaConfig config) {
        return List.of(table("cosines", config, StrictMath::cos), table("sines", config, StrictMath::sin));
    }

    private static Tensor table(String name, LlamaConfig config, DoubleUnaryOperator of) {
        double[] frequencies = config.rope().frequencies(config.attention().width());
        double magnitude = config.rope().scaling().magnitude();
        float[] values = new float[config.positions() * frequencies.length];
        for (int i = 0; i < values.length; i++) {
            int position = i / frequencies.length;
            values[i] = (float) (magnitude * of.applyAsDouble(position * frequencies[i % frequencies.length]));
        }
        return new Tensor(name, Shape.of(config.positions(), frequencies.length), values);
    }
}
