/**
 * Is this file a prompt for a model?
 *
 * <p>{@link io.prompttuner.store.prompt.PromptFile} is how the platform keeps one. {@link
 * io.prompttuner.store.prompt.PromptReader} takes that and what PEFT saves, and answers with either the prompt or every
 * fault; it never throws at what is in the file.
 */
@NullMarked
package io.prompttuner.store.prompt;

import org.jspecify.annotations.NullMarked;
