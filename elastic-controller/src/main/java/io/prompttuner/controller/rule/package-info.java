/** By which rules, limits and numbers does a controller decide? */
@NullMarked
package io.prompttuner.controller.rule;

import org.jspecify.annotations.NullMarked;
