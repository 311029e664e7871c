/**
 * What does a small language model read until it can follow instructions?
 *
 * <p>Reports with a question and its answer, in many wordings, and some without. Only what is made here is ever learnt
 * from, so the model carries nobody's text.
 */
@NullMarked
package io.prompttuner.testdata.corpus;

import org.jspecify.annotations.NullMarked;
