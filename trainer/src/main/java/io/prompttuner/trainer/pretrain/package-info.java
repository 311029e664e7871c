/**
 * How was the small language model of the tests made?
 *
 * <p>From nothing but the generated text of {@code testdata}: a tokenizer by counting pairs, then weights by predicting
 * the next token. Seeded and resumable; {@link io.prompttuner.trainer.pretrain.PretrainMain} is the program.
 */
@NullMarked
package io.prompttuner.trainer.pretrain;

import org.jspecify.annotations.NullMarked;
