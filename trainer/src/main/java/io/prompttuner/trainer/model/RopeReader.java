package io.prompttuner.trainer.model;

import java.util.List;

/**
 * Reads how positions are turned: {@code rope_theta} and {@code rope_scaling}, or {@code rope_parameters}, which holds
 * both in newer files.
 */
final class RopeReader {

    private static final String BASE = "rope_theta";
    private static final String SCALING = "rope_scaling";
    private static final String PARAMETERS = "rope_parameters";
    private static final String KIND = "rope_type";
    private static final String OLD_KIND = "type";
    private static final String FACTOR = "factor";
    private static final String ORIGINAL = "original_max_position_embeddings";
    private static final String MAGNITUDE = "attention_factor";

    /** What all these models took before their files said it. */
    private static final double USUAL_BASE = 10_000;

    private static final double MOST = 1e12;

    private final ConfigFields fields;
    private final int positions;
    private final int width;

    RopeReader(ConfigFields fields, int positions, int width) {
        this.fields = fields;
        this.positions = positions;
        this.width = width;
    }

    Rope read() {
        double base = fields.numberOr(BASE, 1, MOST, USUAL_BASE);
        requireWholeHeads(fields);
        if (!fields.has(PARAMETERS)) {
            return new Rope(base, fields.has(SCALING) ? scaling(fields.object(SCALING)) : new RopeScaling.None());
        }
        if (fields.has(SCALING)) {
            fields.fault(SCALING, "none beside " + PARAMETERS, "one");
        }
        ConfigFields parameters = fields.object(PARAMETERS);
        requireWholeHeads(parameters);
        double newer = parameters.numberOr(BASE, 1, MOST, base);
        if (fields.has(BASE) && newer != base) {
            fields.fault(BASE, "the same as in %s, %s".formatted(PARAMETERS, newer), base);
        }
        return new Rope(newer, scaling(parameters));
    }

    private RopeScaling scaling(ConfigFields scaling) {
        String older = scaling.textOr(OLD_KIND, "default");
        String kind = scaling.textOr(KIND, older);
        if (scaling.has(OLD_KIND) && !older.equals(kind)) {
            scaling.fault(KIND, "the same as type, " + older, kind);
        }
        return switch (kind) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(factor(scaling));
            case "dynamic" -> {
                factor(scaling);
                yield new RopeScaling.Dynamic(original(scaling));
            }
            case "yarn" -> yarn(scaling);
            case "llama3" -> llama3(scaling);
            case "longrope" -> longRope(scaling);
            default -> {
                var known = List.of("default", "dynamic", "linear", "llama3", "longrope", "yarn");
                scaling.fault(KIND, ConfigFields.spoken(known), kind);
                yield new RopeScaling.None();
            }
        };
    }

    /** Where file and row lengths name different factors, the file's counts, as in the paper. */
    private RopeScaling yarn(ConfigFields scaling) {
        int original = original(scaling);
        double factor = scaling.numberOr(FACTOR, 0, MOST, (double) positions / original);
        double fast = scaling.numberOr("beta_fast", 0, MOST, 32);
        double slow = scaling.numberOr("beta_slow", 0, MOST, 1);
        if (fast <= slow) {
            scaling.fault("beta_fast", "more than beta_slow " + slow, fast);
        }
        double usual = RopeScaling.Yarn.magnitude(factor, 1);
        if (scaling.has("mscale") && scaling.has("mscale_all_dim")) {
            usual = RopeScaling.Yarn.magnitude(factor, scaling.number("mscale", 0, MOST))
                    / RopeScaling.Yarn.magnitude(factor, scaling.number("mscale_all_dim", 0, MOST));
        }
        double magnitude = scaling.numberOr(MAGNITUDE, 0, MOST, usual);
        return new RopeScaling.Yarn(factor, original, fast, slow, scaling.flagOr("truncate", true), magnitude);
    }

    private RopeScaling llama3(ConfigFields scaling) {
        double low = scaling.number("low_freq_factor", 0, MOST);
        double high = scaling.number("high_freq_factor", 0, MOST);
        if (high <= low) {
            scaling.fault("high_freq_factor", "more than low_freq_factor " + low, high);
        }
        return new RopeScaling.Llama3(factor(scaling), low, high, scaling.count(ORIGINAL));
    }

    private RopeScaling longRope(ConfigFields scaling) {
        int original = scaling.has(ORIGINAL) ? original(scaling) : fields.countOr(ORIGINAL, positions);
        double factor = scaling.numberOr(FACTOR, 0, MOST, (double) positions / original);
        double magnitude =
                scaling.numberOr(MAGNITUDE, 0, MOST, RopeScaling.LongRope.magnitude(factor, Math.max(2, original)));
        return new RopeScaling.LongRope(scaling.numbers("short_factor", width / 2), original, magnitude);
    }

    private static void requireWholeHeads(ConfigFields fields) {
        double turned = fields.numberOr("partial_rotary_factor", 0, MOST, 1);
        if (turned != 1) {
            fields.fault("partial_rotary_factor", "1", turned);
        }
    }

    private static double factor(ConfigFields scaling) {
        return scaling.number(FACTOR, 0, MOST);
    }

    private int original(ConfigFields scaling) {
        return scaling.countOr(ORIGINAL, positions);
    }
}
