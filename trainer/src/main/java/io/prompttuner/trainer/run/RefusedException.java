package io.prompttuner.trainer.run;

import java.io.IOException;
import java.util.List;

/** A request can't be carried out as it stands; every reason is named. */
public final class RefusedException extends IOException {

    private final List<String> faults;

    public RefusedException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
