/** How do our Flink jobs run on one machine? */
@NullMarked
package io.prompttuner.platform.flink;

import org.jspecify.annotations.NullMarked;
