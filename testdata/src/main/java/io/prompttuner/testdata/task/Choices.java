package io.prompttuner.testdata.task;

import java.util.List;

/** Names the words an answer may be, as part of a question: " ( past or present or future )". */
public final class Choices {

    private Choices() {}

    /** With a space before it; empty if there is nothing to choose from. */
    public static String of(List<String> labels) {
        return labels.isEmpty() ? "" : " ( %s )".formatted(String.join(" or ", labels));
    }
}
