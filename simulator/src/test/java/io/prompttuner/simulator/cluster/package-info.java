/** Does the cluster do what a plan says, with every delay and every GPU-second? */
@NullMarked
package io.prompttuner.simulator.cluster;

import org.jspecify.annotations.NullMarked;
