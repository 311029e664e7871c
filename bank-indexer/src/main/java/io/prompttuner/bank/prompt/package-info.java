/** What do finished jobs teach about starts, and which of them should a new job try? */
@NullMarked
package io.prompttuner.bank.prompt;

import org.jspecify.annotations.NullMarked;
