/** How is the outcome of an experiment shown: to people, to programs, in a page? */
@NullMarked
package io.prompttuner.simulator.report;

import org.jspecify.annotations.NullMarked;
