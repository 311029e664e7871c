/**
 * Which strings may become the name of a file?
 *
 * <p>Nothing that came from outside reaches a path but through these types, and none of them can hold a separator, a dot
 * or anything else that a file system reads a meaning into.
 */
@NullMarked
package io.prompttuner.store.name;

import org.jspecify.annotations.NullMarked;
