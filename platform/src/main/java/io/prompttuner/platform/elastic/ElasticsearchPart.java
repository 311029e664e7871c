package io.prompttuner.platform.elastic;

import io.prompttuner.embedded.elasticsearch.ElasticsearchNode;
import io.prompttuner.embedded.elasticsearch.ElasticsearchSettings;
import io.prompttuner.embedded.process.NodeStartException;
import io.prompttuner.platform.supervisor.LogFile;
import io.prompttuner.platform.supervisor.RunningPart;
import java.util.concurrent.ExecutionException;

/** A search node as a part of the platform: it is a child JVM already, and ready when its start returns. */
public final class ElasticsearchPart implements RunningPart {

    /** The node does not tell its exit status; for a part that serves, any end is a fault. */
    private static final int UNKNOWN = 1;

    private final ElasticsearchNode node;
    private final ProcessHandle handle;
    private final LogFile log;

    private ElasticsearchPart(ElasticsearchNode node, ProcessHandle handle, LogFile log) {
        this.node = node;
        this.handle = handle;
        this.log = log;
    }

    /** Returns when the node serves. */
    public static ElasticsearchPart start(ElasticsearchSettings settings) throws InterruptedException {
        var log = new LogFile(settings.dataDir().resolve("logs/stdout.log"));
        ElasticsearchNode node = ElasticsearchNode.start(settings);
        ProcessHandle handle = ProcessHandle.of(node.pid())
                .orElseThrow(
                        () -> new NodeStartException("Elasticsearch ended right after its start: " + log.lastLine()));
        return new ElasticsearchPart(node, handle, log);
    }

    @Override
    public long pid() {
        return node.pid();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public boolean isAlive() {
        return node.isAlive();
    }

    @Override
    public int awaitEnd() throws InterruptedException {
        try {
            handle.onExit().get();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
        return UNKNOWN;
    }

    @Override
    public void terminate() {
        handle.destroy();
    }

    @Override
    public void kill() {
        node.kill();
    }

    @Override
    public String lastWords() {
        return log.lastLine();
    }
}
