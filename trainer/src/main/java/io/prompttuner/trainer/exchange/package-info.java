/**
 * How does a prompt get to programs that are not ours, and from them?
 *
 * <p>{@link io.prompttuner.trainer.exchange.PromptExport} writes a tuned prompt in an {@link
 * io.prompttuner.trainer.exchange.ExportFormat}, with a manifest and the SHA-256 of every file; {@link
 * io.prompttuner.trainer.exchange.ImportedPrompt} makes a prompt directory of what PEFT has saved. Only safetensors are
 * read: a pickle can run code when it is.
 */
@NullMarked
package io.prompttuner.trainer.exchange;

import org.jspecify.annotations.NullMarked;
