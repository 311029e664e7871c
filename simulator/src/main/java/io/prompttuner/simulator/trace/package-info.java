/**
 * What would have happened to jobs that somebody recorded?
 *
 * <p>A file is read line by line in bounded memory, by a small reader of its own: libraries for CSV hold a record whole
 * however long it is, or give up the file at the first one that is too long, and neither names that row and goes on. So
 * a record is one line here; quotes may hold commas and doubled quotes, but no line break.
 */
@NullMarked
package io.prompttuner.simulator.trace;

import org.jspecify.annotations.NullMarked;
