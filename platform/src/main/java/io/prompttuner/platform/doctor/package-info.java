/** Is this machine fit for the platform, is the running platform well, and if not, what is there to do? */
@NullMarked
package io.prompttuner.platform.doctor;

import org.jspecify.annotations.NullMarked;
