/**
 * Who is asking?
 *
 * <p>A tenant comes from the bearer token alone. The server keeps only hashes of tokens, in a file that may change while
 * it runs.
 */
@NullMarked
package io.prompttuner.gateway.tenant;

import org.jspecify.annotations.NullMarked;
