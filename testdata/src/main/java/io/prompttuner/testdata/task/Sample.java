package io.prompttuner.testdata.task;

import java.util.List;
import java.util.function.Function;

/** A report and what is true of it. */
public sealed interface Sample {

    /** The report. */
    String text();

    /** True is one of a few classes, each of which a task has a word for. */
    record Classified(String text, int label) implements Sample {}

    /** True is a word of the report itself. */
    record Extracted(String text, String word) implements Sample {}

    /** Handles both cases, checked by the compiler. */
    default <R> R match(Function<Classified, R> classified, Function<Extracted, R> extracted) {
        return this instanceof Classified one ? classified.apply(one) : extracted.apply((Extracted) this);
    }

    /** The answer, in these words if it is one of a few classes. */
    default String answer(List<String> labels) {
        return match(classified -> labels.get(classified.label()), Extracted::word);
    }
}
