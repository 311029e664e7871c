/** How do the topics come to be, before anybody needs them? */
@NullMarked
package io.prompttuner.platform.kafka;

import org.jspecify.annotations.NullMarked;
