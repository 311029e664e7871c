package io.prompttuner.simulator.calibration;

/**
 * How uneven arrivals are.
 *
 * @param peak requests in the busiest of 20 minutes, as a multiple of the mean
 * @param correlation between models of the logarithms of their rates in a minute
 */
public record Arrivals(double peak, double correlation) {}
