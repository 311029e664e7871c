/** Do the packages keep to their layers? */
@NullMarked
package io.prompttuner.controller;

import org.jspecify.annotations.NullMarked;
