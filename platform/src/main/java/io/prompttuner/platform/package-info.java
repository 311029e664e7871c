/** Where does PromptTuner's command line begin? */
@NullMarked
package io.prompttuner.platform;

import org.jspecify.annotations.NullMarked;
