/**
 * How do tensors get into and out of a file that nobody can be trusted to have written well?
 *
 * <p>The format is safetensors (https://huggingface.co/docs/safetensors): an unsigned 64-bit little-endian header length,
 * a JSON header, then the values in little-endian order. {@link io.prompttuner.store.tensor.SafetensorsFile} maps one
 * tensor at a time, so that a model larger than the heap can be copied into native memory piece by piece; whatever its
 * header claims, nothing larger than the file itself is allocated.
 */
@NullMarked
package io.prompttuner.store.tensor;

import org.jspecify.annotations.NullMarked;
