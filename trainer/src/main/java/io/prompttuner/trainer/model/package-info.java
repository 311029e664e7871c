/**
 * What is in a base model's directory, and is it all there?
 *
 * <p>The directory has the Hugging Face layout: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json},
 * and beside them, if someone has made it, {@code feature-center.json}. Pickles are never read.
 */
@NullMarked
package io.prompttuner.trainer.model;

import org.jspecify.annotations.NullMarked;
