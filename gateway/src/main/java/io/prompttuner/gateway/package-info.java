/** The gateway as a program: what it is told from outside, what it is made of, how it starts and ends. */
@NullMarked
package io.prompttuner.gateway;

import org.jspecify.annotations.NullMarked;
