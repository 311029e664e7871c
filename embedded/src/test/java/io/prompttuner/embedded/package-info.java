/** Do the three technologies stay apart? */
@NullMarked
package io.prompttuner.embedded;

import org.jspecify.annotations.NullMarked;
