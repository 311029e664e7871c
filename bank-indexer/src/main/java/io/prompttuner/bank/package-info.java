/** Which parts make up the bank's program? */
@NullMarked
package io.prompttuner.bank;

import org.jspecify.annotations.NullMarked;
