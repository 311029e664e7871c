package io.prompttuner.wire.event;

import java.util.Locale;

/** A closed list of words; on the wire each is lower case with hyphens, as in {@code worker-lost}. */
public interface WireEnum {

    String name();

    /** The word as it stands on the wire and in the command line's output. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
