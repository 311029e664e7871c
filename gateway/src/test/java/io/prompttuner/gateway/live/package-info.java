@NullMarked
package io.prompttuner.gateway.live;

import org.jspecify.annotations.NullMarked;
