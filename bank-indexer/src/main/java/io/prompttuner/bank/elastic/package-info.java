/** How do prompts lie in Elasticsearch, and how are the nearest found? */
@NullMarked
package io.prompttuner.bank.elastic;

import org.jspecify.annotations.NullMarked;
