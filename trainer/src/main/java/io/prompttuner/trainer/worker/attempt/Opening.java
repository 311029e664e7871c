package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.race.Race;
import io.prompttuner.trainer.race.RacePlanner;
import io.prompttuner.trainer.race.RaceResult;
import io.prompttuner.trainer.race.Runner;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.Started;
import java.util.ArrayList;
import java.util.List;

/** Decides how a job begins: with its only start, or with the one that wins the race. */
final class Opening {

    private final Field field;
    private final long seed;
    private final Race race;

    Opening(Field field, Tuner tuner, JobPlan plan, long seed) {
        this.field = field;
        this.seed = seed;
        List<float[]> prompts = field.entrants().stream().map(Entrant::prompt).toList();
        this.race = new Race(tuner, plan.stop(), prompts, seed, RacePlanner.DEFAULT);
    }

    /** Races as long as nobody wants anything else; the order that cut it short, or one to go on when it is decided. */
    Order decide(Orders orders) {
        Order order = orders.at(0);
        while (order instanceof Order.GoOn && !decided()) {
            race.advance();
            order = orders.at(0);
        }
        return order;
    }

    /** How the job begins, once that is decided. */
    SavedRun begun() {
        if (field.entrants().size() == 1) {
            Entrant only = field.entrants().get(0);
            return new SavedRun(TuningState.start(only.prompt(), seed), started(only, List.of(), 0));
        }
        RaceResult result = race.result().orElseThrow();
        Entrant winner = field.entrants().get(result.winner());
        return new SavedRun(result.state(), started(winner, candidates(result), result.raceSteps()));
    }

    private boolean decided() {
        return field.entrants().size() == 1 || race.result().isPresent();
    }

    private Started started(Entrant entrant, List<Candidate> candidates, long raceSteps) {
        return new Started(
                entrant.kind(),
                entrant.hash(),
                entrant.fromJob(),
                field.bank(),
                candidates,
                raceSteps,
                field.features());
    }

    private List<Candidate> candidates(RaceResult result) {
        List<Candidate> candidates = new ArrayList<>();
        for (Runner runner : result.field()) {
            Entrant entrant = field.entrants().get(runner.candidate());
            // A candidate that diverged has no finite loss, and an event may hold no other.
            double loss = Math.min(runner.judged().loss(), Double.MAX_VALUE);
            candidates.add(
                    new Candidate(entrant.kind(), entrant.hash(), entrant.fromJob(), (int) runner.steps(), loss));
        }
        return candidates;
    }
}
