/** Does a controller keep its promises with a real broker, real streams and workers that come and go? */
@NullMarked
package io.prompttuner.controller.it;

import org.jspecify.annotations.NullMarked;
