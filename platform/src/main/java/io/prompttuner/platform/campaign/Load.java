package io.prompttuner.platform.campaign;

import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.http.GatewayAwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the platform busy from a thread of its own: whenever a job has ended, the next one is submitted. */
final class Load implements AutoCloseable {

    /** Two run, two wait. */
    private static final int LIVE = 4;

    private static final Duration POLL = Duration.ofMillis(300);

    private final CampaignClient client;
    private final List<Specimen> specimens;
    private final Map<String, Specimen> accepted = new ConcurrentHashMap<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "load");
    private int next;
    private volatile @Nullable Exception fault;

    private Load(CampaignClient client, List<Specimen> specimens) {
        this.client = client;
        this.specimens = specimens;
    }

    static Load start(CampaignClient client, List<Specimen> specimens) {
        var load = new Load(client, specimens);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    /** Submits no more; returns every job that was accepted. */
    Map<String, Specimen> end() throws InterruptedException, CampaignFailedException {
        close();
        thread.join();
        requireSound();
        return Map.copyOf(accepted);
    }

    /** Fails if a job was refused. */
    void requireSound() throws CampaignFailedException {
        Exception broken = fault;
        if (broken != null) {
            throw new CampaignFailedException("a job could not be submitted: " + broken.getMessage());
        }
    }

    /** One more job, whatever else there is; the same key again is the same job. */
    void submit(Specimen specimen, String key) throws IOException {
        accepted.put(client.submit(specimen, key), specimen);
    }

    @Override
    public void close() {
        enough.set(true);
    }

    private void run() {
        try {
            while (!enough.get()) {
                tend();
                Thread.sleep(POLL.toMillis());
            }
        } catch (IOException | RuntimeException | InterruptedException broken) {
            fault = broken;
        }
    }

    private void tend() throws IOException {
        try {
            List<JobStatus> jobs = client.jobs().orElse(null);
            if (jobs != null && live(jobs) < LIVE) {
                submit(specimens.get(next % specimens.size()), "load-" + next);
                next++;
            }
        } catch (GatewayAwayException passes) {
            // the same again in a moment, under the same key
        }
    }

    /** Those that have not ended; an accepted one that the gateway's view lacks counts, too. */
    private long live(List<JobStatus> jobs) {
        var ended = jobs.stream()
                .filter(job -> job.verdict() != null)
                .map(JobStatus::id)
                .collect(Collectors.toSet());
        return accepted.keySet().stream().filter(job -> !ended.contains(job)).count();
    }
}
