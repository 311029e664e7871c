/** How do workers reach a controller? */
@NullMarked
package io.prompttuner.controller.grpc;

import org.jspecify.annotations.NullMarked;
