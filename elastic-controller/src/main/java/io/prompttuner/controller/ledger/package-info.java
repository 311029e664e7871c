/**
 * What do the topics say about one job: who holds it, how far it came, how often its workers died, whether it ended?
 *
 * <p>Every reader of the topics comes to the same answers, whenever it starts to read.
 */
@NullMarked
package io.prompttuner.controller.ledger;

import org.jspecify.annotations.NullMarked;
