package io.prompttuner.trainer.run.elastic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Processes that have loaded a model and wait for a run. Whether one that has left a run may serve in another is its
 * owner's choice; results can't tell.
 */
public final class MemberPool implements AutoCloseable {

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path logs;
    private final boolean reuses;
    private final Deque<Warm> warm = new ArrayDeque<>();
    private final List<MemberProcess> all = new ArrayList<>();
    private int started;

    /** A process that is ready, at a port. */
    record Warm(MemberProcess process, int port) {}

    /**
     * A pool without a process yet.
     *
     * @param command starts a {@link MemberMain}, with its arguments
     * @param environment what it is told on top of this process's own
     * @param logs directory for what the processes log
     * @param reuses whether a process that has left a run is kept for the next
     */
    public MemberPool(List<String> command, Map<String, String> environment, Path logs, boolean reuses) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.logs = logs;
        this.reuses = reuses;
    }

    /** Has so many ready, and returns when they are. */
    void prepare(int members) throws IOException {
        warm.removeIf(ready -> !ready.process().alive());
        var starting = new ArrayList<Starting>();
        while (warm.size() + starting.size() < members) {
            starting.add(start());
            if (started == 1) { // the first unpacks the native libraries, which several must not do at once
                warm.add(starting.remove(0).ready());
            }
        }
        for (Starting each : starting) {
            warm.add(each.ready());
        }
    }

    /** One that is ready. */
    Warm take() throws IOException {
        prepare(1);
        return warm.remove();
    }

    /** Has left its run. */
    void giveBack(Warm member) {
        if (reuses && member.process().alive()) {
            member.process().tell((who, line) -> {});
            warm.add(member);
        } else {
            member.process().dismiss();
        }
    }

    @Override
    public void close() {
        all.forEach(MemberProcess::dismiss);
        all.forEach(MemberProcess::close);
    }

    private Starting start() throws IOException {
        started++;
        Path log = Files.createDirectories(logs).resolve("member-" + started + ".log");
        Starting starting = Starting.start(command, environment, log);
        all.add(starting.process());
        return starting;
    }
}
