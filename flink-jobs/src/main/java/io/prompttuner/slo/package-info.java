/** How many of the promises made to each tenant are kept? */
@NullMarked
package io.prompttuner.slo;

import org.jspecify.annotations.NullMarked;
