/**
 * What do the made-up reports say?
 *
 * <p>Every text is a short report of several facets of a small world: what somebody thinks of a hotel, what somebody talked
 * about, felt, wanted, did, who they are, how many things there are. So a text alone never tells which task is meant; an
 * instruction (while a model learns) or a soft prompt (once it is tuned) has to.
 */
@NullMarked
package io.prompttuner.testdata.text;

import org.jspecify.annotations.NullMarked;
