package io.prompttuner.platform.campaign;

import java.util.List;

/**
 * A job whose end is fixed before it runs: it starts from vectors that its seed alone decides.
 *
 * @param task as in {@code intent/garden-1}: names the file and the job
 */
public record Specimen(String task, long seed) {

    /** How many there are. */
    public static final int COUNT = 6;

    private static final List<Specimen> ALL = List.of(
            new Specimen("topic/set6-0", 25),
            new Specimen("intent/garden-1", 24),
            new Specimen("emotion/street-0", 23),
            new Specimen("tense/t3-0", 26),
            new Specimen("intent/vehicle-0", 22),
            new Specimen("emotion/street-2", 21));

    /** The first of them: small ones, of several families. */
    public static List<Specimen> first(int count) {
        return ALL.subList(0, count);
    }
}
