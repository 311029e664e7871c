/** Does the broker keep what it acknowledged, however it ends? */
@NullMarked
package io.prompttuner.embedded.kafka;

import org.jspecify.annotations.NullMarked;
