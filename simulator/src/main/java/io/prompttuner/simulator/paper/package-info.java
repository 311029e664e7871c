/**
 * What did the paper publish, and what comes out here for the same?
 *
 * <p>The paper is PromptTuner, arXiv 2603.05087v1. Only what is printed there, or follows from it by arithmetic, is in here.
 */
@NullMarked
package io.prompttuner.simulator.paper;

import org.jspecify.annotations.NullMarked;
