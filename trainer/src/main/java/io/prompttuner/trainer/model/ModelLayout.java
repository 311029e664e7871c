package io.prompttuner.trainer.model;

import io.prompttuner.store.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which tensors a model of a given shape has, in the order in which the program counts them: those outside the blocks,
 * then one block after another.
 *
 * @param outside those that are needed before the blocks come first
 * @param before how many these are
 * @param inBlock of the first block, named without what is before its number
 * @param blocks what stands before a block's number
 * @param alias what Hugging Face writes before every name, or leaves out, depending on the class that was saved
 */
public record ModelLayout(List<Slot> outside, int before, List<Slot> inBlock, int layers, String blocks, String alias) {

    public ModelLayout {
        outside = List.copyOf(outside);
        inBlock = List.copyOf(inBlock);
    }

    /** A tensor by its Hugging Face name and the shape it must have. */
    public record Slot(String name, Shape shape) {}

    /** The layout of a model. */
    public static ModelLayout of(ModelConfig config) {
        return config.match(ModelLayout::gpt2, ModelLayout::llama);
    }

    /** Every tensor of the model. */
    public List<Slot> slots() {
        var slots = new ArrayList<>(outside);
        for (int layer = 0; layer < layers; layer++) {
            String block = blocks + layer + ".";
            inBlock.forEach(slot -> slots.add(new Slot(block + slot.name(), slot.shape())));
        }
        return slots;
    }

    /** Place of a tensor among those outside the blocks, or -1. */
    public int outside(String name) {
        return place(outside, name);
    }

    /** Place of a tensor within every block, or -1. */
    public int inBlock(String name) {
        return place(inBlock, name);
    }

    private static int place(List<Slot> slots, String name) {
        return IntStream.range(0, slots.size())
                .filter(i -> slots.get(i).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    private static ModelLayout gpt2(Gpt2Config config) {
        int d = config.hidden();
        int inner = config.inner();
        var outside = List.of(
                new Slot("wte.weight", Shape.of(config.vocabulary(), d)),
                new Slot("wpe.weight", Shape.of(config.positions(), d)),
                new Slot("ln_f.weight", Shape.of(d)),
                new Slot("ln_f.bias", Shape.of(d)));
        var block = List.of(
                new Slot("ln_1.weight", Shape.of(d)),
                new Slot("ln_1.bias", Shape.of(d)),
                new Slot("attn.c_attn.weight", Shape.of(d, 3L * d)),
                new Slot("attn.c_attn.bias", Shape.of(3L * d)),
                new Slot("attn.c_proj.weight", Shape.of(d, d)),
                new Slot("attn.c_proj.bias", Shape.of(d)),
                new Slot("ln_2.weight", Shape.of(d)),
                new Slot("ln_2.bias", Shape.of(d)),
                new Slot("mlp.c_fc.weight", Shape.of(d, inner)),
                new Slot("mlp.c_fc.bias", Shape.of(inner)),
                new Slot("mlp.c_proj.weight", Shape.of(inner, d)),
                new Slot("mlp.c_proj.bias", Shape.of(d)));
        return new ModelLayout(outside, 2, block, config.layers(), "h.", "transformer.");
    }

    private static ModelLayout llama(LlamaConfig config) {
        int d = config.hidden();
        int inner = config.inner();
        var attention = config.attention();
        long asking = (long) attention.heads() * attention.width();
        long held = (long) attention.sources() * attention.width();
        var outside = new ArrayList<Slot>();
        outside.add(new Slot("model.embed_tokens.weight", Shape.of(config.vocabulary(), d)));
        outside.add(new Slot("model.norm.weight", Shape.of(d)));
        if (!config.tied()) {
            outside.add(new Slot("lm_head.weight", Shape.of(config.vocabulary(), d)));
        }
        var block = new ArrayList<Slot>();
        block.add(new Slot("input_layernorm.weight", Shape.of(d)));
        linear(block, "self_attn.q_proj", asking, d, attention.inputBias());
        linear(block, "self_attn.k_proj", held, d, attention.inputBias());
        linear(block, "self_attn.v_proj", held, d, attention.inputBias());
        linear(block, "self_attn.o_proj", d, asking, attention.outputBias());
        block.add(new Slot("post_attention_layernorm.weight", Shape.of(d)));
        linear(block, "mlp.gate_proj", inner, d, config.feedForwardBias());
        linear(block, "mlp.up_proj", inner, d, config.feedForwardBias());
        linear(block, "mlp.down_proj", d, inner, config.feedForwardBias());
        return new ModelLayout(outside, 1, block, config.layers(), "model.layers.", "");
    }

    private static void linear(List<Slot> block, String name, long out, long in, boolean bias) {
        block.add(new Slot(name + ".weight", Shape.of(out, in)));
        if (bias) {
            block.add(new Slot(name + ".bias", Shape.of(out)));
        }
    }
}
