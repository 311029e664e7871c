package io.prompttuner.store.dataset;

import java.util.Optional;

/**
 * One good line of a file.
 *
 * @param number counted from 1
 * @param sha256 of its bytes, without its line end
 * @param split what it says it is for, if it does
 */
@SuppressWarnings("ArrayRecordComponent") // a hash, never shared; lines are told apart by their number
record Line(int number, byte[] sha256, Example example, Optional<Split> split) {}
