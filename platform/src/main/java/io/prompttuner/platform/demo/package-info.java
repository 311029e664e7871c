/** What does the platform do for a newcomer in a few minutes, and did it keep its promises? */
@NullMarked
package io.prompttuner.platform.demo;

import org.jspecify.annotations.NullMarked;
