package io.prompttuner.simulator.report;

/**
 * Where a report is from, so that it can be made again.
 *
 * @param command as it was typed
 * @param calibration hash of the calibration that the runs were made with
 */
public record Origin(String command, String calibration) {}
