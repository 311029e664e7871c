/** How does a real Elasticsearch node run beside us, with nothing to install? */
@NullMarked
package io.prompttuner.embedded.elasticsearch;

import org.jspecify.annotations.NullMarked;
