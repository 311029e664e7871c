/** How do the members of a group reach each other over the network? The only package of a group that knows gRPC. */
@NullMarked
package io.prompttuner.trainer.group.grpc;

import org.jspecify.annotations.NullMarked;
