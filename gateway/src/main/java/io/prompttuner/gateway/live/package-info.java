/**
 * Who wants to hear what happens, and from where on?
 *
 * <p>{@link io.prompttuner.gateway.live.LiveHub} passes what the log says to those who follow a job or a tenant. A job's
 * steps reach each follower once and in order, from any offset on: history and live reports overlap, and what is below
 * the last offset sent is passed over. Nothing here knows HTTP or Kafka.
 */
@NullMarked
package io.prompttuner.gateway.live;

import org.jspecify.annotations.NullMarked;
