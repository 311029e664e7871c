/** How do rows of values become lines that people read? */
@NullMarked
package io.prompttuner.platform.table;

import org.jspecify.annotations.NullMarked;
