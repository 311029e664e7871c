package io.prompttuner.testdata.corpus;

import java.util.BitSet;

/**
 * Documents end to end, cut to one length.
 *
 * @param tokens as many as the row is long
 * @param answers which of them belong to an answer
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once
public record PackedRow(int[] tokens, BitSet answers) {}
