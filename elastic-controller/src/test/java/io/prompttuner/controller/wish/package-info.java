/** Is only the newest scheduler obeyed? */
@NullMarked
package io.prompttuner.controller.wish;

import org.jspecify.annotations.NullMarked;
