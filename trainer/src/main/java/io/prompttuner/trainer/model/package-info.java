/**
 * What is in a base model's directory, and is it all there?
 *
 * <p>The directory has the Hugging Face layout: {@code config.json}, {@code tokenizer.json} and either {@code
 * model.safetensors} or several such files with {@code model.safetensors.index.json}; and beside them, if someone has
 * made it, {@code feature-center.json}. Pickles are never read. Llama, Qwen2 and GPT-2 are known
 * ({@link io.prompttuner.trainer.model.ModelConfig}); a field that would change what a model computes and is not known
 * here is refused, as is any tensor that is missing or has another shape. Nothing is loaded before all of it is checked.
 */
@NullMarked
package io.prompttuner.trainer.model;

import org.jspecify.annotations.NullMarked;
