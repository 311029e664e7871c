/** How do workers and the gateway ask the bank? */
@NullMarked
package io.prompttuner.bank.grpc;

import org.jspecify.annotations.NullMarked;
