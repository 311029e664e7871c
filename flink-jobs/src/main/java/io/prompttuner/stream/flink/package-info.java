/** How do the topics of the platform become Flink's sources and sinks, the same for every job? */
@NullMarked
package io.prompttuner.stream.flink;

import org.jspecify.annotations.NullMarked;
