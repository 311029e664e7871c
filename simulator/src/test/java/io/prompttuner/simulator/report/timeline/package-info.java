/** Is what a timeline shows what went by? */
@NullMarked
package io.prompttuner.simulator.report.timeline;

import org.jspecify.annotations.NullMarked;
