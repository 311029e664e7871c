/** Does {@code io.prompttuner.wire.kafka} keep its word with a real broker? */
@NullMarked
package io.prompttuner.embedded.events;

import org.jspecify.annotations.NullMarked;
