package io.prompttuner.trainer.djl;

import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.LlamaConfig;
import io.prompttuner.trainer.model.RopeScaling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Llama and Qwen2 from the published equations: RMS norm (Zhang and Sennrich, 2019), rotary positions in the layout of
 * Hugging Face (Su et al., 2021), grouped queries (Ainslie et al., 2023), SwiGLU (Shazeer, 2020).
 */
final class LlamaReference implements Reference {

    private final LlamaConfig config;
    private final Map<String, float[]> weights = new HashMap<>();

    LlamaReference(LlamaConfig config, List<Tensor> tensors) {
        this.config = config;
        tensors.forEach(tensor -> weights.put(tensor.name(), tensor.values()));
    }

    @Override
    public double lossSum(double[] prompt, int[] input, int[] target) {
        int promptTokens = prompt.length / config.hidden();
        double[][] x = new double[promptTokens + input.length + target.length - 1][];
        for (int t = 0; t < x.length; t++) {
            int word = t - promptTokens;
            x[t] = word < 0
                    ? Arrays.copyOfRange(prompt, t * config.hidden(), (t + 1) * config.hidden())
                    : row("model.embed_tokens.weight", word < input.length ? input[word] : target[word - input.length]);
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            block(x, "model.layers." + layer + ".");
        }
        double loss = 0;
        for (int i = 0; i < target.length; i++) {
            loss += negativeLogLikelihood(x[promptTokens + input.length - 1 + i], target[i]);
        }
        return loss;
    }

    private void block(double[][] x, String name) {
        int heads = config.attention().heads();
        int sources = config.attention().sources();
        double[][] q = new double[x.length][];
        double[][] k = new double[x.length][];
        double[][] v = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            double[] h = norm(x[t], name + "input_layernorm");
            q[t] = turned(linear(h, name + "self_attn.q_proj"), heads, t);
            k[t] = turned(linear(h, name + "self_attn.k_proj"), sources, t);
            v[t] = linear(h, name + "self_attn.v_proj");
        }
        for (int t = 0; t < x.length; t++) {
            add(x[t], linear(attend(q[t], k, v, t), name + "self_attn.o_proj"));
            double[] h = norm(x[t], name + "post_attention_layernorm");
            double[] gate = linear(h, name + "mlp.gate_proj");
            double[] up = linear(h, name + "mlp.up_proj");
            for (int i = 0; i < gate.length; i++) {
                up[i] *= gate[i] / (1 + Math.exp(-gate[i]));
            }
            add(x[t], linear(up, name + "mlp.down_proj"));
        }
    }

    private double[] attend(double[] q, double[][] k, double[][] v, int t) {
        int width = config.attention().width();
        double[] out = new double[q.length];
        for (int head = 0; head < config.attention().heads(); head++) {
            int source = head / (config.attention().heads() / config.attention().sources());
            double[] score = new double[t + 1];
            double sum = 0;
            for (int u = 0; u <= t; u++) {
                for (int i = 0; i < width; i++) {
                    score[u] += q[head * width + i] * k[u][source * width + i] / Math.sqrt(width);
                }
                score[u] = Math.exp(score[u]);
                sum += score[u];
            }
            for (int u = 0; u <= t; u++) {
                for (int i = 0; i < width; i++) {
                    out[head * width + i] += score[u] / sum * v[u][source * width + i];
                }
            }
        }
        return out;
    }

    /** Each pair as a complex number, times {@code e^(i angle)}. */
    private double[] turned(double[] x, int heads, int position) {
        int width = config.attention().width();
        double[] out = new double[x.length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < width / 2; i++) {
                int re = head * width + i;
                int im = re + width / 2;
                double angle = position * frequency(i);
                double length = config.rope().scaling().magnitude();
                out[re] = length * (x[re] * Math.cos(angle) - x[im] * Math.sin(angle));
                out[im] = length * (x[re] * Math.sin(angle) + x[im] * Math.cos(angle));
            }
        }
        return out;
    }

    /** Scaled ones have a test of their own. */
    private double frequency(int pair) {
        int width = config.attention().width();
        return config.rope().scaling() instanceof RopeScaling.None
                ? 1 / Math.pow(config.rope().base(), 2.0 * pair / width)
                : config.rope().frequencies(width)[pair];
    }

    private double negativeLogLikelihood(double[] hidden, int target) {
        double[] h = norm(hidden, "model.norm");
        String head = config.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
        double sum = 0;
        double own = 0;
        for (int word = 0; word < config.vocabulary(); word++) {
            double logit = dot(h, row(head, word));
            sum += Math.exp(logit);
            own = word == target ? logit : own;
        }
        return Math.log(sum) - own;
    }

    private double[] linear(double[] in, String name) {
        float[] bias = weights.get(name + ".bias");
        double[] out = new double[values(name + ".weight").length / in.length];
        for (int o = 0; o < out.length; o++) {
            float[] weight = values(name + ".weight");
            out[o] = bias == null ? 0 : bias[o];
            for (int i = 0; i < in.length; i++) {
                out[o] += in[i] * weight[o * in.length + i];
            }
        }
        return out;
    }

    private double[] norm(double[] in, String name) {
        double scale = 1 / Math.sqrt(dot(in, in) / in.length + config.epsilon());
        float[] gain = values(name + ".weight");
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i] = in[i] * scale * gain[i];
        }
        return out;
    }

    private double[] row(String tensor, int row) {
        double[] values = new double[config.hidden()];
        for (int i = 0; i < values.length; i++) {
            values[i] = values(tensor)[row * values.length + i];
        }
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }

    private float[] values(String tensor) {
        return Objects.requireNonNull(weights.get(tensor), tensor);
    }
}
