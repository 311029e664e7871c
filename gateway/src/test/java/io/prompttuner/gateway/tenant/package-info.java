@NullMarked
package io.prompttuner.gateway.tenant;

import org.jspecify.annotations.NullMarked;
