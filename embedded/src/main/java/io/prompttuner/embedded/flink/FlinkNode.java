package io.prompttuner.embedded.flink;

import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.embedded.process.NodeStartException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in this process whose jobs go on from their newest checkpoint, however the last process ended.
 *
 * <p>A job is known by its name: the name fixes its JobID, and so the one directory its checkpoints live in. A name can be
 * submitted once in the life of a node (Flink refuses the id of a job that has ended); a new node takes it again.
 */
public final class FlinkNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkNode.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration START_WITHIN = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(20);

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final FlinkNodeSettings settings;
    private final Deque<FlinkJob> jobs = new ArrayDeque<>();
    private volatile boolean closed;

    private FlinkNode(MiniCluster cluster, Configuration configuration, FlinkNodeSettings settings) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.settings = settings;
    }

    /** Starts the cluster without a job; returns when all of it serves. */
    public static FlinkNode start(FlinkNodeSettings settings) {
        LoopbackPorts.requireFree(settings.restPort(), "Flink's REST endpoint");
        Configuration configuration = ClusterConfiguration.from(settings);
        var cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.slots())
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        try {
            prepare(settings);
            cluster.start();
            awaitTaskManager(cluster);
        } catch (Exception failed) { // MiniCluster declares no narrower type
            throw new NodeStartException(
                    "Flink could not start over %s: %s".formatted(settings.dataDir(), failed), failed);
        }
        return new FlinkNode(cluster, configuration, settings);
    }

    /**
     * Wires a job, gives it back its state, and returns when it runs.
     *
     * @param name fixes the identity of the job over restarts
     * @param wiring adds sources, operators (each with a {@code uid}) and sinks to an environment that is otherwise set up
     * @throws FlinkJobFailedException if it does not start; a refused restore is such a case, which Flink itself passes over
     *     in silence
     */
    public FlinkJob submit(String name, int parallelism, Consumer<StreamExecutionEnvironment> wiring)
            throws InterruptedException {
        JobGraph graph = graph(name, parallelism, wiring);
        Optional<Path> checkpoint = new RetainedCheckpoints(
                        settings.checkpoints().resolve(graph.getJobID().toHexString()))
                .newest();
        checkpoint.ifPresent(newest -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(newest.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
        cluster.submitJob(graph).join();
        var job = new FlinkJob(cluster, graph.getJobID(), name);
        job.awaitStarted();
        jobs.push(job);
        LOG.info(
                "job {} runs, {}",
                name,
                checkpoint
                        .map(newest -> "restored from " + newest.getFileName())
                        .orElse("new"));
        return job;
    }

    /** Where Flink's REST endpoint listens. */
    public URI restAddress() {
        return cluster.getRestAddress().join();
    }

    /**
     * Blocks until nobody is left to run tasks, or this node is closed; returns whether it is the former. If the clean-up of
     * a failed task fails as well, Flink ends the task manager with it; elsewhere another one is started, but not in a
     * cluster within one process: its jobs would wait for ever.
     */
    public boolean awaitLoss() throws InterruptedException {
        while (!closed && hasTaskManager(cluster)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return !closed;
    }

    private static boolean hasTaskManager(MiniCluster cluster) {
        return cluster.requestClusterOverview()
                .thenApply(overview -> overview.getNumTaskManagersConnected() > 0)
                .completeOnTimeout(false, ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(unanswered -> false)
                .join();
    }

    /**
     * Cancels every job, which keeps its newest checkpoint, and stops the cluster. A part of Flink that does not end in time
     * is left behind with one warning: what counts is on disk, and no program may hang on its way out.
     */
    @Override
    public void close() {
        closed = true;
        while (!jobs.isEmpty()) {
            FlinkJob job = jobs.pop();
            within(CLOSE_WITHIN, job.name(), job.cancelling());
        }
        within(CLOSE_WITHIN, "the cluster", cluster.closeAsync());
    }

    /** It registers after the cluster has started. */
    private static void awaitTaskManager(MiniCluster cluster) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!hasTaskManager(cluster)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no task manager after " + START_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static void within(Duration limit, String what, CompletableFuture<?> ended) {
        try {
            ended.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException failed) {
            LOG.warn("Flink: {} did not end in order: {}", what, String.valueOf(failed.getCause()));
        }
    }

    private JobGraph graph(String name, int parallelism, Consumer<StreamExecutionEnvironment> wiring) {
        var environment = new StreamExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        environment.setMaxParallelism(ClusterConfiguration.MAX_PARALLELISM);
        wiring.accept(environment);
        StreamGraph stream = environment.getStreamGraph();
        stream.setJobName(name);
        JobGraph graph = stream.getJobGraph();
        graph.setJobID(idOf(name));
        return graph;
    }

    private static JobID idOf(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new JobID(uuid.getLeastSignificantBits(), uuid.getMostSignificantBits());
    }

    /** A killed process leaves 35 MB of libraries in its temporary directory: it begins empty. */
    private static void prepare(FlinkNodeSettings settings) throws IOException {
        Files.createDirectories(settings.checkpoints());
        FileUtils.deleteDirectory(settings.temporary().toFile());
        Files.createDirectories(settings.temporary());
    }
}
