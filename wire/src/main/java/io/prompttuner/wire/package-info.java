/**
 * Where does an event travel, and how does it look on the wire?
 *
 * <p>{@link io.prompttuner.wire.Topic} lists every topic with the one record type it carries; {@link
 * io.prompttuner.wire.EventCodec} turns records into JSON and back. The meaning of the events is written in
 * {@code docs/contracts.md}.
 */
@NullMarked
package io.prompttuner.wire;

import org.jspecify.annotations.NullMarked;
