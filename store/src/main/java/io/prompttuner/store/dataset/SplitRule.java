package io.prompttuner.store.dataset;

import static java.util.Comparator.comparing;

import io.prompttuner.store.name.ContentHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which lines are held out. If any line says, those that say nothing are for training; if none says, every fifth
 * in order of the SHA-256 of the line's bytes (without its line end) is held out, so that the same lines are whatever
 * their order in the file.
 */
final class SplitRule {

    private static final int EVERY = 5;

    private SplitRule() {}

    static Dataset split(ContentHash sha256, List<Line> lines) {
        boolean said = lines.stream().anyMatch(line -> line.split().isPresent());
        Set<Integer> heldout = said ? asSaid(lines) : byHash(lines);
        List<Example> train = new ArrayList<>();
        List<Example> judged = new ArrayList<>();
        for (Line line : lines) {
            (heldout.contains(line.number()) ? judged : train).add(line.example());
        }
        return new Dataset(sha256, train, judged);
    }

    private static Set<Integer> asSaid(List<Line> lines) {
        Set<Integer> heldout = new HashSet<>();
        for (Line line : lines) {
            if (line.split().filter(Split.HELDOUT::equals).isPresent()) {
                heldout.add(line.number());
            }
        }
        return heldout;
    }

    private static Set<Integer> byHash(List<Line> lines) {
        Comparator<Line> byHash = comparing(Line::sha256, Arrays::compareUnsigned);
        List<Line> sorted =
                lines.stream().sorted(byHash.thenComparing(Line::number)).toList();
        Set<Integer> heldout = new HashSet<>();
        for (int i = EVERY - 1; i < sorted.size(); i += EVERY) {
            heldout.add(sorted.get(i).number());
        }
        return heldout;
    }
}
