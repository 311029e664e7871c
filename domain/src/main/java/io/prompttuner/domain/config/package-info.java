/** What may a program be told from outside, and is it all well-formed? */
@NullMarked
package io.prompttuner.domain.config;

import org.jspecify.annotations.NullMarked;
