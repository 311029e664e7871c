/**
 * Who carries out what the controller decides, and who tells it what has happened?
 *
 * <p>One thread: it takes an input, lets the controller decide, hands the effects to the adapters. Whatever takes time
 * happens elsewhere and comes back as another input.
 */
@NullMarked
package io.prompttuner.controller.loop;

import org.jspecify.annotations.NullMarked;
