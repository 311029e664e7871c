/** Which processes make up the platform on one machine, and what is each of them told? */
@NullMarked
package io.prompttuner.platform.assembly;

import org.jspecify.annotations.NullMarked;
