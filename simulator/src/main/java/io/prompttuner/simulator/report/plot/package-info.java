/** How do numbers become a picture? Knows nothing of schedulers. */
@NullMarked
package io.prompttuner.simulator.report.plot;

import org.jspecify.annotations.NullMarked;
