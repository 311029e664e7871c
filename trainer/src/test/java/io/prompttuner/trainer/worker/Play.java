package io.prompttuner.trainer.worker;

import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Connected;
import io.prompttuner.trainer.worker.Happening.Loaded;
import io.prompttuner.trainer.worker.Happening.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lets things happen to a worker and keeps all that comes of them. */
final class Play {

    static final String JOB = "job-1";
    static final long TERM = 7;
    static final long ATTEMPT = (TERM << 20) + 1;
    static final long NEWER = ATTEMPT + 1;

    static final Team TEAM = team(1, "worker-1");
    static final Team GROWN = team(2, "worker-1", "worker-2");
    static final Team SHRUNK = team(3, "worker-2");
    static final String BITS = "f32, pytorch 2.7.1, amd64 avx2, threads: 1";

    private Instant now = Instant.EPOCH;
    WorkerState state = WorkerState.begin(now);
    final List<Effect> effects = new ArrayList<>();

    Play happens(Happening... happenings) {
        for (Happening happening : happenings) {
            Turn turn = WorkerRule.DEFAULT.on(state, happening, now);
            state = turn.state();
            effects.addAll(turn.effects());
        }
        return this;
    }

    Play warm() {
        return happens(new Connected(), new Loaded(1, BITS));
    }

    Play busy() {
        return warm().told(TERM, assign(JOB, ATTEMPT, 1));
    }

    Play told(long term, Command command) {
        return happens(new Told(term, command));
    }

    Play later(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    Order order() {
        return state.phase().busy().orElseThrow().order();
    }

    List<FleetMessage> said() {
        var said = new ArrayList<FleetMessage>();
        effects.forEach(effect -> effect.match(said::add, begin -> {}, () -> {}));
        return said;
    }

    List<Assign> begun() {
        var begun = new ArrayList<Assign>();
        effects.forEach(effect -> effect.match(message -> {}, begun::add, () -> {}));
        return begun;
    }

    static Assign assign(String job, long attempt, double batchScale) {
        return assign(job, attempt, batchScale, TEAM);
    }

    static Assign assign(String job, long attempt, double batchScale, Team team) {
        return new Assign(Jobs.job(job).submitted(1, 4), attempt, batchScale, team);
    }

    static Team team(long generation, String... workers) {
        return new Team(
                "group-1",
                generation,
                Stream.of(workers)
                        .map(worker -> new Team.Seat(worker, worker + "-a", "nowhere"))
                        .toList());
    }
}
