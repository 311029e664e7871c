package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.simulator.protocol.log.Producer;
import io.prompttuner.simulator.protocol.time.Actor;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the jobs come from, and the requests to cancel them. */
public final class Gateway extends Actor {

    private static final String TENANT = "acme";
    private static final int SHORT = 7;
    private static final int LONG = 30;

    private final Cast cast;
    private final Producer producer;
    private final List<String> jobs = new ArrayList<>();
    private final Set<String> cancelled = new HashSet<>();
    private int submitted;

    public Gateway(Cast cast) {
        super(cast.timeline, cast.chance);
        this.cast = cast;
        this.producer = new Producer(this, timeline, chance, cast.topics);
    }

    /** A tenant submits a job. */
    public void submit() {
        String job = "job-" + ++submitted;
        int longest = chance.oneIn(3) ? LONG : SHORT;
        double target = chance.oneIn(4) ? 0 : 1.0 / chance.between(1, longest - 1);
        var spec = new JobSpec(
                job,
                chance.pick(cast.models()),
                "ab".repeat(32),
                new Target(TargetMetric.LOSS, target),
                chance.between(1, longest),
                chance.between(1, 3),
                4,
                4,
                4,
                0.1,
                1,
                1);
        var start = new Start(StartKind.PLAIN, null, null);
        var deadline = clock().plusMillis(chance.between(2_000, 60_000));
        AfterDeadline after = chance.oneIn(3) ? AfterDeadline.STOP : AfterDeadline.CONTINUE;
        var submission = new JobSubmitted(job, TENANT, spec, chance.between(0, 50), start, deadline, after, clock());
        producer.send(Topic.JOBS, job, submission, () -> jobs.add(job));
    }

    /**
     * A tenant wants a job to end; it may have ended already. Only the first request is written: a later one would take its
     * place when the topic is compacted, and its time with it.
     */
    public void cancel() {
        List<String> others =
                jobs.stream().filter(job -> !cancelled.contains(job)).toList();
        if (!others.isEmpty()) {
            String job = chance.pick(others);
            cancelled.add(job);
            producer.send(new CancelRequested(job, TENANT));
        }
    }

    /** Whether every job that was submitted is accepted. */
    public boolean isQuiet() {
        return jobs.size() == submitted;
    }
}
