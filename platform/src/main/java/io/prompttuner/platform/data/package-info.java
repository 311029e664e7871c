/** What does an installation on one machine keep on disk, where, and who may use it now? */
@NullMarked
package io.prompttuner.platform.data;

import org.jspecify.annotations.NullMarked;
