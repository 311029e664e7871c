package io.prompttuner.policies.edf;

/**
 * A job begins, or goes on, with the workers it has, and others join them; all times are seconds from now.
 *
 * @param from workers that it has
 * @param starts when they make its next step
 * @param to workers that it has with the others; it stands still for a moment while they connect
 * @param joins when the others are there
 */
record Growth(int from, double starts, int to, double joins) {}
