/**
 * How does the gateway speak HTTP?
 *
 * <p>{@link io.prompttuner.gateway.http.HttpGateway} lists the routes; each group of handlers turns requests into questions
 * to a desk or the view, and answers into JSON. Faults are RFC 9457 problems: {@link
 * io.prompttuner.gateway.http.Rejection}. The shapes stand in {@code openapi.json}, which is served.
 */
@NullMarked
package io.prompttuner.gateway.http;

import org.jspecify.annotations.NullMarked;
