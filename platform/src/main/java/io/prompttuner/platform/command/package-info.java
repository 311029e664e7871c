/** What can a person or a script ask of PromptTuner, and in which words is it answered? */
@NullMarked
package io.prompttuner.platform.command;

import org.jspecify.annotations.NullMarked;
