/**
 * How does the frozen model run on PyTorch?
 *
 * <p>As TorchScript whose text is filled in from the model's configuration and packed by plain Java: one native call per
 * micro-batch, fused attention, a gradient for the prompt alone, and nothing that autograd still needs within reach of
 * Java's garbage collector. (DJL's own array operations free scalar operands that autograd has saved, and then
 * gradients are silently wrong.)
 *
 * <p>DJL is seen in this package only. Same model, same call, same processor family, library build and thread count:
 * same bits.
 */
@NullMarked
package io.prompttuner.trainer.djl;

import org.jspecify.annotations.NullMarked;
