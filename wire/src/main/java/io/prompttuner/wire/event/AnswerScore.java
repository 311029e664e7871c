package io.prompttuner.wire.event;

/**
 * How near generated answers come to their targets, from 0 to 1.
 *
 * @param tokenF1 SQuAD's: the words both have, however ordered
 * @param rougeL ROUGE-L: the longest sequence of words both have
 */
public record AnswerScore(double tokenF1, double rougeL) {}
