/**
 * What do readers find in the topics, and when does what is sent reach them?
 *
 * <p>Topics in memory with all that readers of Kafka must live with: no order between partitions, records that compaction
 * has taken, readers at positions of their own, acknowledgements that come late, and what a dead process had sent.
 */
@NullMarked
package io.prompttuner.simulator.protocol.log;

import org.jspecify.annotations.NullMarked;
