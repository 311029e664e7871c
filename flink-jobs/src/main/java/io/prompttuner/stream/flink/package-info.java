/** What is the same for every job: how topics become sources and sinks, and how state stays in memory between snapshots? */
@NullMarked
package io.prompttuner.stream.flink;

import org.jspecify.annotations.NullMarked;
