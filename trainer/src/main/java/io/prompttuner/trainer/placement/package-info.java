/**
 * Where does each part of a model lie, and in which numbers is it computed? Pure: what devices there are is for others to
 * find out.
 */
@NullMarked
package io.prompttuner.trainer.placement;

import org.jspecify.annotations.NullMarked;
