package io.prompttuner.scaling.flink;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.scaling.record.PlanCodec;
import io.prompttuner.scaling.record.RecordedPlan;
import io.prompttuner.scaling.scheduler.PlanWatcher;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends every plan of a scheduler to a file; a scheduler that cannot record what it was told to record fails. */
final class PlanRecorder implements PlanWatcher, AutoCloseable {

    private final String policy;
    private final BufferedWriter file;

    private PlanRecorder(String policy, BufferedWriter file) {
        this.policy = policy;
        this.file = file;
    }

    /** Begins on a new line: whoever wrote before may have died within one. */
    static PlanRecorder append(Path path, String policy) throws IOException {
        BufferedWriter file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (Files.size(path) > 0) {
            file.newLine();
        }
        return new PlanRecorder(policy, file);
    }

    @Override
    public void planned(ClusterSnapshot snapshot, PolicyMemory memory, Plan plan) {
        try {
            file.write(PlanCodec.encode(new RecordedPlan(policy, snapshot, memory, plan)));
            file.newLine();
            file.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
