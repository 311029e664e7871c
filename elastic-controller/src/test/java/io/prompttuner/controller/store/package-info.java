/** Does the sweep take what nobody needs, and nothing else? */
@NullMarked
package io.prompttuner.controller.store;

import org.jspecify.annotations.NullMarked;
