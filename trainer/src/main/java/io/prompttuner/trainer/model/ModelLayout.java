package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Which tensors a model of a given shape has, in the order in which the program counts them. */
public final class ModelLayout {

    /** Tensors that belong to no block; the blocks' follow. */
    public static final int OUTSIDE_BLOCKS = 4;

    /** Tensors of one block. */
    public static final int IN_BLOCK = 12;

    private ModelLayout() {}

    /** A tensor by its Hugging Face name and the shape it must have. */
    public record Slot(String name, Shape shape) {}

    /** Every tensor of the model. */
    public static List<Slot> of(ModelConfig config) {
        int d = config.hidden();
        var slots = new ArrayList<Slot>();
        slots.add(new Slot("wte.weight", Shape.of(config.vocabulary(), d)));
        slots.add(new Slot("wpe.weight", Shape.of(config.positions(), d)));
        slots.add(new Slot("ln_f.weight", Shape.of(d)));
        slots.add(new Slot("ln_f.bias", Shape.of(d)));
        for (int layer = 0; layer < config.layers(); layer++) {
            slots.addAll(block("h." + layer + ".", d, config.inner()));
        }
        return slots;
    }

    private static List<Slot> block(String block, int d, int inner) {
        return List.of(
                new Slot(block + "ln_1.weight", Shape.of(d)),
                new Slot(block + "ln_1.bias", Shape.of(d)),
                new Slot(block + "attn.c_attn.weight", Shape.of(d, 3L * d)),
                new Slot(block + "attn.c_attn.bias", Shape.of(3L * d)),
                new Slot(block + "attn.c_proj.weight", Shape.of(d, d)),
                new Slot(block + "attn.c_proj.bias", Shape.of(d)),
                new Slot(block + "ln_2.weight", Shape.of(d)),
                new Slot(block + "ln_2.bias", Shape.of(d)),
                new Slot(block + "mlp.c_fc.weight", Shape.of(d, inner)),
                new Slot(block + "mlp.c_fc.bias", Shape.of(inner)),
                new Slot(block + "mlp.c_proj.weight", Shape.of(inner, d)),
                new Slot(block + "mlp.c_proj.bias", Shape.of(d)));
    }
}
