package io.prompttuner.testdata.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Hides the sentences that matter among sentences of other facets.
 *
 * @param fewestOthers how many of those there are at least, 0 to 3; three at most
 */
public record ReportWriter(int fewestOthers) {

    /** As a model meets them while it learns: sometimes what matters stands alone. */
    public static final ReportWriter FOR_LEARNING = new ReportWriter(0);

    /** As they are in tasks: what matters never stands alone. */
    public static final ReportWriter FOR_TASKS = new ReportWriter(2);

    private static final int MOST_OTHERS = 3;

    public ReportWriter {
        if (fewestOthers < 0 || fewestOthers > MOST_OTHERS) {
            throw new IllegalArgumentException("expected 0 to 3 other facets, got " + fewestOthers);
        }
    }

    /** A report that holds these sentences, and none more about this facet. */
    public String write(RandomGenerator random, Facet about, List<String> sentences) {
        List<Facet> others = new ArrayList<>(EnumSet.complementOf(EnumSet.of(about)));
        Draw.shuffle(random, others);
        List<String> all = new ArrayList<>(sentences);
        int count = fewestOthers + random.nextInt(MOST_OTHERS + 1 - fewestOthers);
        others.subList(0, count).forEach(facet -> all.add(facet.sentence(random)));
        Draw.shuffle(random, all);
        return String.join(" . ", all) + " .";
    }
}
