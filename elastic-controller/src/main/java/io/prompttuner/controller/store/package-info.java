/** Who removes from the stores what nobody needs any more? */
@NullMarked
package io.prompttuner.controller.store;

import org.jspecify.annotations.NullMarked;
