@NullMarked
package io.prompttuner.gateway.view;

import org.jspecify.annotations.NullMarked;
