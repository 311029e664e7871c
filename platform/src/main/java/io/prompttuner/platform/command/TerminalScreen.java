package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.assembly.LocalPlatform;
import io.prompttuner.platform.demo.DemoScreen;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** The demo on a terminal: what stays, and below it one line that is rewritten. */
final class TerminalScreen implements DemoScreen {

    private final Surroundings surroundings;
    private final LiveLine line;
    private boolean playing;
    private boolean over;

    TerminalScreen(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.line = new LiveLine(surroundings.out(), surroundings.interactive());
    }

    @Override
    public synchronized void say(String text) {
        playing = true;
        line.clear();
        surroundings.out().println(text);
    }

    @Override
    public synchronized void progress(List<JobStatus> jobs) {
        if (over || !surroundings.interactive()) {
            return; // a log gets what stays
        }
        long ended = jobs.stream().filter(job -> job.verdict() != null).count();
        long met = jobs.stream().filter(job -> job.verdict() == Verdict.MET).count();
        String running = jobs.stream()
                .filter(job -> job.state() == JobPhase.RUNNING)
                .map(TerminalScreen::running)
                .collect(Collectors.joining(" | "));
        line.show("%d of %d jobs ended, %d met | %s".formatted(ended, jobs.size(), met, running));
    }

    /** The last line; whoever still plays is not heard any more. */
    synchronized void end(String text) {
        say(text);
        over = true;
    }

    /** How the parts come up. */
    synchronized void health(LocalPlatform platform) {
        if (!playing) {
            line.show(HealthLine.of(platform.board().all(), platform.workers().size()));
        }
    }

    private static String running(JobStatus job) {
        return "%s step %d loss %s".formatted(job.name(), job.step(), Spoken.number(job.loss()));
    }
}
