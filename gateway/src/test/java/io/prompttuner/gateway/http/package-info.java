@NullMarked
package io.prompttuner.gateway.http;

import org.jspecify.annotations.NullMarked;
