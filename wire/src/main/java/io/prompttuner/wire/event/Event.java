package io.prompttuner.wire.event;

import java.util.List;
import java.util.Locale;

/** Anything that travels in a topic. */
public interface Event {

    /** The record's key: what compaction and partitioning go by. */
    String key();

    /** Which kind of event this is; also stands in a record header, so that a reader may pass over it unparsed. */
    default String kindName() {
        String name = getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** What is wrong beyond types, each fault in one sentence that names the component; empty for a sound event. */
    default List<String> faults() {
        return List.of();
    }
}
