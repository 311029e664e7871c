/** How does a controller read the topics, wait for their ends, and append? */
@NullMarked
package io.prompttuner.controller.kafka;

import org.jspecify.annotations.NullMarked;
