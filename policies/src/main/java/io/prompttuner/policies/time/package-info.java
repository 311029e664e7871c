/** How long does each thing take, as far as a policy can know? */
@NullMarked
package io.prompttuner.policies.time;

import org.jspecify.annotations.NullMarked;
