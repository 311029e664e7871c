/** Does the controller do what each rule of the contract says, whatever comes when? */
@NullMarked
package io.prompttuner.controller.decide;

import org.jspecify.annotations.NullMarked;
