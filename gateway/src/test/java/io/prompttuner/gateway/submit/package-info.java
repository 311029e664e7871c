@NullMarked
package io.prompttuner.gateway.submit;

import org.jspecify.annotations.NullMarked;
