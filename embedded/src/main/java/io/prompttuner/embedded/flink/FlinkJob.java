package io.prompttuner.embedded.flink;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.SerializedThrowable;

/** One job on a {@link FlinkNode}. */
public final class FlinkJob {

    private static final Duration POLL = Duration.ofMillis(10);

    private final MiniCluster cluster;
    private final JobID id;
    private final String name;

    FlinkJob(MiniCluster cluster, JobID id, String name) {
        this.cluster = cluster;
        this.id = id;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Whether every task runs within the time given: the job then takes events. */
    public boolean awaitTasksRunning(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!allTasksRun()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    /** Takes a checkpoint now and says where it is. */
    public Path checkpoint() {
        return Path.of(URI.create(cluster.triggerCheckpoint(id).join()));
    }

    /** Blocks until the job has ended; returns if it was cancelled or finished, throws with the cause if it failed. */
    public void awaitEnd() {
        JobResult result = cluster.requestJobResult(id).join();
        result.getSerializedThrowable().ifPresent(cause -> {
            throw failure(cause);
        });
    }

    /** Ends it and keeps its newest checkpoint; does nothing to a job that has ended. */
    public void cancel() {
        cancelling().join();
    }

    /** The same without waiting: completes when the job has ended. */
    CompletableFuture<JobResult> cancelling() {
        CompletableFuture<?> asked =
                status().isGloballyTerminalState() ? CompletableFuture.completedFuture(null) : cluster.cancelJob(id);
        return asked.thenCompose(done -> cluster.requestJobResult(id));
    }

    void awaitStarted() throws InterruptedException {
        for (JobStatus status = status(); status != JobStatus.RUNNING; status = status()) {
            if (status.isGloballyTerminalState()) {
                awaitEnd();
                return;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private JobStatus status() {
        return cluster.getJobStatus(id).join();
    }

    private boolean allTasksRun() {
        var vertices = cluster.getExecutionGraph(id).join().getAllExecutionVertices();
        return StreamSupport.stream(vertices.spliterator(), false)
                .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    private FlinkJobFailedException failure(SerializedThrowable serialized) {
        Throwable cause = serialized.deserializeError(Objects.requireNonNull(FlinkJob.class.getClassLoader()));
        return new FlinkJobFailedException("Flink job %s failed: %s".formatted(name, rootOf(cause)), cause);
    }

    /** In one line, whatever the message holds. */
    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.toString().replaceAll("\\s*\\R\\s*", " ");
    }
}
