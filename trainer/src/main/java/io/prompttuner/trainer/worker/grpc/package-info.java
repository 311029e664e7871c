/** How does a worker talk to the controller and to the bank? */
@NullMarked
package io.prompttuner.trainer.worker.grpc;

import org.jspecify.annotations.NullMarked;
