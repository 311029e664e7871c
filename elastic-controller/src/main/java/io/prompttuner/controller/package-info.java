/** How is a controller put together, and what must it be told? */
@NullMarked
package io.prompttuner.controller;

import org.jspecify.annotations.NullMarked;
