/** When has a program started, and when must it end? */
@NullMarked
package io.prompttuner.runtime;

import org.jspecify.annotations.NullMarked;
