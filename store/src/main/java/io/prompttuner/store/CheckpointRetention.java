package io.prompttuner.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which checkpoints of a job a worker may remove once it has written one: all of older attempts, and all of its
 * own but the two newest. Those of newer attempts are not its business: it is a zombie then.
 */
public final class CheckpointRetention {

    private static final int KEPT = 2;

    private CheckpointRetention() {}

    /** What of {@code present} the one just {@code written} makes superfluous. */
    public static List<CheckpointKey> superseded(Collection<CheckpointKey> present, CheckpointKey written) {
        Stream<CheckpointKey> older = present.stream().filter(key -> key.attempt() < written.attempt());
        Stream<CheckpointKey> own = present.stream()
                .filter(key -> key.attempt() == written.attempt())
                .sorted(Comparator.reverseOrder())
                .skip(KEPT);
        return Stream.concat(older, own).sorted().toList();
    }
}
