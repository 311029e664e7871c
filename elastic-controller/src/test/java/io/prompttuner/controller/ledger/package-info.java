/** Do the books say what every other reader of the topics would say? */
@NullMarked
package io.prompttuner.controller.ledger;

import org.jspecify.annotations.NullMarked;
