/** How does a real Kafka broker run on one machine, in this process or as one of its own? */
@NullMarked
package io.prompttuner.embedded.kafka;

import org.jspecify.annotations.NullMarked;
