/**
 * What happens when a tenant asks for something?
 *
 * <p>The desks judge a request, write what must be written through {@link io.prompttuner.gateway.desk.RequestLog}, and
 * answer once the view shows it. Every answer that is not a bug is a value.
 */
@NullMarked
package io.prompttuner.gateway.desk;

import org.jspecify.annotations.NullMarked;
