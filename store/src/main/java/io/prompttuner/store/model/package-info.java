/** Which base models may a job name, and where do they lie? */
@NullMarked
package io.prompttuner.store.model;

import org.jspecify.annotations.NullMarked;
