/** Does a recorded plan come back as it was? */
@NullMarked
package io.prompttuner.scaling.record;

import org.jspecify.annotations.NullMarked;
