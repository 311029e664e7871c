/**
 * Which facts, wishes and judgements do the parts of the platform tell one another?
 *
 * <p>One record per topic. They are flat on purpose (public records of simple components, lists one level deep), so that
 * Flink streams and keeps them as they are. A component marked {@code @Nullable} may be absent on the wire; any other
 * must be there. An added component must be nullable or have a default, so that samples of older versions stay readable.
 */
@NullMarked
package io.prompttuner.wire.event;

import org.jspecify.annotations.NullMarked;
