package io.prompttuner.testdata.text;

import java.util.List;

/** Lists of words, as short to write as to read. */
public final class Words {

    /** Who the reports are about. */
    static final List<String> PEOPLE = of(
            "anna tom maria john lisa peter sara david emma paul nina mark julia alex rosa ben clara felix vera hugo");

    private Words() {}

    /** The words between the spaces. */
    public static List<String> of(String words) {
        return List.of(words.split(" "));
    }
}
