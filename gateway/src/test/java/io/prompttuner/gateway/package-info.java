@NullMarked
package io.prompttuner.gateway;

import org.jspecify.annotations.NullMarked;
