package io.prompttuner.controller;

import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A controller's program inside a test; to close it is to kill it: it writes nothing more. */
public final class RunningController implements AutoCloseable {

    private final ProgramLife life = ProgramLife.owned();
    private final ControllerProgram program;

    private RunningController(ControllerConfig config) {
        program = new ControllerProgram(config, life, Clock.systemUTC());
    }

    public static RunningController start(ControllerConfig config) throws IOException, InterruptedException {
        var running = new RunningController(config);
        running.program.start();
        return running;
    }

    /** Why it ended by itself, if it did. */
    public @Nullable String fault() {
        return program.fault();
    }

    @Override
    public void close() {
        life.close();
    }
}
