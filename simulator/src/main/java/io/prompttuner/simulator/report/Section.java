package io.prompttuner.simulator.report;

import java.util.List;

/**
 * A part of the page.
 *
 * @param title above it
 * @param body markup; empty if there is nothing to show
 * @param leftOut what is not shown and why, in words
 */
record Section(String title, String body, List<String> leftOut) {

    static Section of(String title, String body) {
        return new Section(title, body, List.of());
    }

    static Section without(String title, String why) {
        return new Section(title, "", List.of(title + ": " + why));
    }
}
