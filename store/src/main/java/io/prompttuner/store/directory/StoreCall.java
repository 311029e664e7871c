package io.prompttuner.store.directory;

import io.prompttuner.store.StoreException;
import java.io.IOException;

/** Says in one line what was being done when the file system failed. */
@FunctionalInterface
interface StoreCall<R> {

    R run() throws IOException;

    static <R> R during(String doing, StoreCall<R> call) {
        try {
            return call.run();
        } catch (IOException failed) {
            throw StoreException.during(doing, failed);
        }
    }

    /** For calls that return nothing. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    static void act(String doing, Action action) {
        during(doing, () -> {
            action.run();
            return true;
        });
    }
}
