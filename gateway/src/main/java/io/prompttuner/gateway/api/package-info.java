/**
 * How do the gateway's answers look?
 *
 * <p>One record per shape of {@code openapi.json}, written and read with {@link io.prompttuner.gateway.api.GatewayJson},
 * so that a client in Java needs no shapes of its own.
 */
@NullMarked
package io.prompttuner.gateway.api;

import org.jspecify.annotations.NullMarked;
