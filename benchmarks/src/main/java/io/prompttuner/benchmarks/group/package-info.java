/** What does it cost to share the work of a job: to join, at each step, and over a slower network? */
@NullMarked
package io.prompttuner.benchmarks.group;

import org.jspecify.annotations.NullMarked;
