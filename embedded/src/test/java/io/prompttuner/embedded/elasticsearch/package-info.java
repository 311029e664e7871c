/** Does the search node keep what it indexed, and does it say why when it can't start? */
@NullMarked
package io.prompttuner.embedded.elasticsearch;

import org.jspecify.annotations.NullMarked;
