/** What is in the prompt bank? Asked of the bank's own service. */
@NullMarked
package io.prompttuner.gateway.grpc;

import org.jspecify.annotations.NullMarked;
