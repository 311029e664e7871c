package io.prompttuner.testdata.corpus;

/**
 * One text to learn from.
 *
 * @param head the report, and the question if there is one
 * @param answer what comes next, after a space; empty if nothing is asked
 */
public record Document(String head, String answer) {

    /** All of it. */
    public String text() {
        return head + continuation();
    }

    /** The answer as it follows the head; empty if nothing is asked. */
    public String continuation() {
        return answer.isEmpty() ? "" : " " + answer;
    }
}
