package io.prompttuner.trainer.djl;

import io.prompttuner.trainer.placement.Device;
import java.io.IOException;

/** A device was asked for that is not there. */
public final class MissingDeviceException extends IOException {

    MissingDeviceException(Device missing, int gpus) {
        super("device %s: PyTorch sees %s here".formatted(missing, gpus == 0 ? "no GPU" : gpus + " GPUs"));
    }
}
