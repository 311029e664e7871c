package io.prompttuner.trainer.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How a model's rotary positions were stretched to rows longer than it first learnt. The formulas are those that models
 * in the Hugging Face layout are run with (transformers, {@code modeling_rope_utils.py}); each kind names its origin.
 *
 * <p>Two kinds scale by the length of the row at hand, once it exceeds the original one. A row's result would then depend
 * on its neighbours' padding, so a model of these kinds is used up to the original length, where they are exact.
 */
public sealed interface RopeScaling {

    /** The frequencies the model was made for, from the plain ones of a base; radians per position. */
    double[] apply(double[] plain, double base);

    /** What cosine and sine are multiplied by. */
    default double magnitude() {
        return 1;
    }

    /** Most tokens in a row for which it holds, out of those the model names. */
    default int positions(int named) {
        return named;
    }

    /** As first published. */
    record None() implements RopeScaling {

        @Override
        public double[] apply(double[] plain, double base) {
            return plain.clone();
        }
    }

    /** Positions are squeezed (Chen et al., 2023, arXiv:2306.15595). */
    record Linear(double factor) implements RopeScaling {

        @Override
        public double[] apply(double[] plain, double base) {
            return each(plain, frequency -> frequency / factor);
        }
    }

    /**
     * The base grows with the row ("dynamic NTK", bloc97 and emozilla, 2023): by
     * {@code (factor * length / original - factor + 1)^(width / (width - 2))}, which is 1 at the original length and
     * never less.
     */
    record Dynamic(int original) implements RopeScaling {

        @Override
        public double[] apply(double[] plain, double base) {
            return plain.clone();
        }

        @Override
        public int positions(int named) {
            return Math.min(named, original);
        }
    }

    /**
     * YaRN (Peng et al., 2023, arXiv:2309.00071, section 3.2): pairs that turn often within the original length stay,
     * those that hardly turn are squeezed, and those between by a ramp over their index.
     *
     * @param fast turns from which a pair stays
     * @param slow turns up to which it is squeezed
     * @param rounded whether the ramp begins and ends at whole indices
     */
    record Yarn(double factor, int original, double fast, double slow, boolean rounded, double magnitude)
            implements RopeScaling {

        @Override
        public double[] apply(double[] plain, double base) {
            int width = 2 * plain.length;
            double from = index(fast, width, base);
            double to = index(slow, width, base);
            double low = Math.max(rounded ? Math.floor(from) : from, 0);
            double high = Math.min(rounded ? Math.ceil(to) : to, width - 1);
            double span = high == low ? 0.001 : high - low;
            double[] scaled = new double[plain.length];
            for (int i = 0; i < scaled.length; i++) {
                double squeezed = Math.min(Math.max((i - low) / span, 0), 1);
                scaled[i] = plain[i] / factor * squeezed + plain[i] * (1 - squeezed);
            }
            return scaled;
        }

        /** The index, not whole, of the pair that turns so often within the original length. */
        private double index(double turns, int width, double base) {
            return width * StrictMath.log(original / (turns * 2 * Math.PI)) / (2 * StrictMath.log(base));
        }

        /** What makes up for attention spread over more positions (the paper's equation 22), by default. */
        static double magnitude(double factor, double scale) {
            return factor <= 1 ? 1 : 0.1 * scale * StrictMath.log(factor) + 1;
        }
    }

    /**
     * Llama 3.1's (Meta, 2024, {@code llama_models/models/llama3/model.py}): waves longer than
     * {@code original / low} are squeezed, those shorter than {@code original / high} stay, between them a mixture.
     */
    record Llama3(double factor, double low, double high, int original) implements RopeScaling {

        @Override
        public double[] apply(double[] plain, double base) {
            return each(plain, frequency -> {
                double waves = original * frequency / (2 * Math.PI);
                double kept = Math.min(Math.max((waves - low) / (high - low), 0), 1);
                return (1 - kept) * frequency / factor + kept * frequency;
            });
        }
    }

    /**
     * LongRoPE (Ding et al., 2024, arXiv:2402.13753): a searched divisor for every pair, one set of them for rows up to
     * the original length, which is the one kept here.
     *
     * @param divisors one for each pair
     */
    record LongRope(List<Double> divisors, int original, double magnitude) implements RopeScaling {

        public LongRope {
            divisors = List.copyOf(divisors);
        }

        @Override
        public double[] apply(double[] plain, double base) {
            double[] scaled = new double[plain.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = plain[i] / divisors.get(i);
            }
            return scaled;
        }

        @Override
        public int positions(int named) {
            return Math.min(named, original);
        }

        /** What makes up for attention spread over more positions, by default; {@code factor} of the longest row. */
        static double magnitude(double factor, int original) {
            return factor <= 1 ? 1 : Math.sqrt(1 + StrictMath.log(factor) / StrictMath.log(original));
        }
    }

    private static double[] each(double[] plain, DoubleUnaryOperator scaled) {
        return Arrays.stream(plain).map(scaled).toArray();
    }
}
