/**
 * What does the log say about each job right now?
 *
 * <p>{@link io.prompttuner.gateway.view.JobFacts} holds the rules by which records of one job are taken or passed over;
 * {@link io.prompttuner.gateway.view.PlatformView} keeps all jobs, by tenant. It is
 * rebuilt from the log at every start: there is no database. Broker times are arguments.
 */
@NullMarked
package io.prompttuner.gateway.view;

import org.jspecify.annotations.NullMarked;
