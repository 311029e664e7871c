package io.prompttuner.simulator.report;

/**
 * One line of a legend.
 *
 * @param style class of the style sheet
 * @param label what it stands for
 */
record LegendEntry(String style, String label) {}
