@NullMarked
package io.prompttuner.gateway.desk;

import org.jspecify.annotations.NullMarked;
