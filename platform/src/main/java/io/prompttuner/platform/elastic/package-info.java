/** How does the supervisor run a real Elasticsearch node? */
@NullMarked
package io.prompttuner.platform.elastic;

import org.jspecify.annotations.NullMarked;
