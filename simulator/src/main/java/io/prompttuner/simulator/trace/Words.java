package io.prompttuner.simulator.trace;

/** Text from a file that nobody has looked at, for messages. */
final class Words {

    private static final int LONGEST = 60;

    private Words() {}

    /** Short and without anything that a terminal or a page would take for more than text. */
    static String shown(String text) {
        String head = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return head.isEmpty() ? "nothing" : head.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "?");
    }
}
