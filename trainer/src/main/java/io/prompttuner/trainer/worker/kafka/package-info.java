/** How do a worker's reports get into the topic of steps without ever holding up a step? */
@NullMarked
package io.prompttuner.trainer.worker.kafka;

import org.jspecify.annotations.NullMarked;
