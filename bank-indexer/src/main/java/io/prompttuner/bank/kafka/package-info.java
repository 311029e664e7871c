/** How do outcomes reach the bank, each of them, in spite of restarts and outages? */
@NullMarked
package io.prompttuner.bank.kafka;

import org.jspecify.annotations.NullMarked;
