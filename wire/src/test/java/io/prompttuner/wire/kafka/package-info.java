/** Is what is written what is read, whatever the bytes? */
@NullMarked
package io.prompttuner.wire.kafka;

import org.jspecify.annotations.NullMarked;
