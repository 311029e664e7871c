/** Does a child tell the truth about itself and end with its parent? */
@NullMarked
package io.prompttuner.embedded.process;

import org.jspecify.annotations.NullMarked;
