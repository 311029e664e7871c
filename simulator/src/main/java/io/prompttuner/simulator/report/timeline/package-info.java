/** What did one run look like: which GPU did what when, and why? */
@NullMarked
package io.prompttuner.simulator.report.timeline;

import org.jspecify.annotations.NullMarked;
