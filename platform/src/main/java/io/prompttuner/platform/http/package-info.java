/** How do the parts and the commands talk HTTP on this machine? */
@NullMarked
package io.prompttuner.platform.http;

import org.jspecify.annotations.NullMarked;
