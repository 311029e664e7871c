/** Which wishes of the scheduler are to be obeyed? */
@NullMarked
package io.prompttuner.controller.wish;

import org.jspecify.annotations.NullMarked;
