package io.prompttuner.trainer.djl;

import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.Gpt2Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * GPT-2 once more, in double precision and loops, from the published equations (Radford et al., 2019; layer norm before
 * each part): slow, and independent of the program under test.
 */
final class Gpt2Reference implements Reference {

    private final Gpt2Config config;
    private final Map<String, float[]> weights = new HashMap<>();

    Gpt2Reference(Gpt2Config config, List<Tensor> tensors) {
        this.config = config;
        tensors.forEach(tensor -> weights.put(tensor.name(), tensor.values()));
    }

    @Override
    public double lossSum(double[] prompt, int[] input, int[] target) {
        int promptTokens = prompt.length / config.hidden();
        double[][] x = embed(prompt, input, target);
        for (int layer = 0; layer < config.layers(); layer++) {
            block(x, "h." + layer + ".");
        }
        double loss = 0;
        for (int i = 0; i < target.length; i++) {
            loss += negativeLogLikelihood(x[promptTokens + input.length - 1 + i], target[i]);
        }
        return loss;
    }

    private double[][] embed(double[] prompt, int[] input, int[] target) {
        int d = config.hidden();
        int promptTokens = prompt.length / d;
        double[][] x = new double[promptTokens + input.length + target.length - 1][d];
        for (int t = 0; t < x.length; t++) {
            int word = t - promptTokens;
            for (int i = 0; i < d; i++) {
                double e = word < 0
                        ? prompt[t * d + i]
                        : at("wte.weight", (word < input.length ? input[word] : target[word - input.length]) * d + i);
                x[t][i] = e + at("wpe.weight", t * d + i);
            }
        }
        return x;
    }

    private void block(double[][] x, String name) {
        double[][] qkv = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            qkv[t] = linear(norm(x[t], name + "ln_1"), name + "attn.c_attn", 3 * config.hidden());
        }
        for (int t = 0; t < x.length; t++) {
            add(x[t], linear(attend(qkv, t), name + "attn.c_proj", config.hidden()));
            double[] inner = linear(norm(x[t], name + "ln_2"), name + "mlp.c_fc", config.inner());
            for (int i = 0; i < inner.length; i++) {
                inner[i] = gelu(inner[i]);
            }
            add(x[t], linear(inner, name + "mlp.c_proj", config.hidden()));
        }
    }

    private double[] attend(double[][] qkv, int t) {
        int d = config.hidden();
        int width = config.headWidth();
        double[] out = new double[d];
        for (int head = 0; head < config.heads(); head++) {
            double[] score = new double[t + 1];
            double sum = 0;
            for (int u = 0; u <= t; u++) {
                for (int i = head * width; i < (head + 1) * width; i++) {
                    score[u] += qkv[t][i] * qkv[u][d + i] / Math.sqrt(width);
                }
                score[u] = Math.exp(score[u]);
                sum += score[u];
            }
            for (int u = 0; u <= t; u++) {
                for (int i = head * width; i < (head + 1) * width; i++) {
                    out[i] += score[u] / sum * qkv[u][2 * d + i];
                }
            }
        }
        return out;
    }

    private double negativeLogLikelihood(double[] hidden, int target) {
        double[] h = norm(hidden, "ln_f");
        double sum = 0;
        double own = 0;
        for (int word = 0; word < config.vocabulary(); word++) {
            double logit = 0;
            for (int i = 0; i < h.length; i++) {
                logit += h[i] * at("wte.weight", word * h.length + i);
            }
            sum += Math.exp(logit);
            own = word == target ? logit : own;
        }
        return Math.log(sum) - own;
    }

    private double[] linear(double[] in, String name, int width) {
        double[] out = new double[width];
        for (int o = 0; o < width; o++) {
            out[o] = at(name + ".bias", o);
            for (int i = 0; i < in.length; i++) {
                out[o] += in[i] * at(name + ".weight", i * width + o);
            }
        }
        return out;
    }

    private double[] norm(double[] in, String name) {
        double mean = 0;
        double variance = 0;
        for (double value : in) {
            mean += value / in.length;
        }
        for (double value : in) {
            variance += (value - mean) * (value - mean) / in.length;
        }
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            double unit = (in[i] - mean) / Math.sqrt(variance + config.epsilon());
            out[i] = unit * at(name + ".weight", i) + at(name + ".bias", i);
        }
        return out;
    }

    /** Hendrycks and Gimpel, 2016, in its tanh form. */
    private static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    private static void add(double[] to, double[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }

    private double at(String tensor, int index) {
        return Objects.requireNonNull(weights.get(tensor), tensor)[index];
    }
}
