package io.prompttuner.trainer.race;

import io.prompttuner.trainer.race.RacePlanner.Round;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lets starts run against each other on the same batches and finds the one to go on from.
 *
 * <p>A candidate that seems to meet the target on the judging examples is evaluated on all; if it does meet it, the race
 * is over. None seems to if the target is on generated answers, as a look generates none. Each {@link #advance()} takes one
 * optimiser step or one look, so its owner can obey commands in between. Same candidates, same seed: same winner, bit for
 * bit. Not safe for use by several threads at once.
 */
public final class Race {

    /** Held-out examples a candidate is judged by. */
    public static final int JUDGING_EXAMPLES = 16;

    private final Tuner tuner;
    private final StopRule stop;
    private final Runner[] field;
    private final Deque<Round> rounds;
    private final Deque<Integer> toStep = new ArrayDeque<>();
    private final Deque<Integer> toJudge = new ArrayDeque<>();
    private List<Integer> running;
    private Optional<RaceResult> result = Optional.empty();

    /** A race between jobs that begin with these prompts, in order of preference should they tie. */
    public Race(Tuner tuner, StopRule stop, List<float[]> prompts, long seed, RacePlanner planner) {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a race needs a candidate");
        }
        this.tuner = tuner;
        this.stop = stop;
        this.field = new Runner[prompts.size()];
        this.running = new ArrayList<>();
        for (int i = 0; i < field.length; i++) {
            field[i] = new Runner(i, TuningState.start(prompts.get(i), seed), Runner.DIVERGED);
            running.add(i);
        }
        this.rounds = new ArrayDeque<>(planner.rounds(field.length, stop.maxSteps()));
        toJudge.addAll(running);
    }

    /** The winner, once there is one. */
    public Optional<RaceResult> result() {
        return result;
    }

    /** Takes one step or one look. Does nothing once there is a winner. */
    public void advance() {
        if (result.isPresent()) {
            return;
        }
        if (!toStep.isEmpty()) {
            step(toStep.remove());
        } else if (!toJudge.isEmpty()) {
            judge(toJudge.remove());
        }
        if (result.isEmpty() && toStep.isEmpty() && toJudge.isEmpty()) {
            nextRound();
        }
    }

    private void nextRound() {
        Round round = rounds.poll();
        if (round == null) {
            finish(ranked().get(0));
            return;
        }
        running = ranked().subList(0, round.field());
        for (int candidate : running) {
            for (int i = 0; i < round.steps(); i++) {
                toStep.add(candidate);
            }
            toJudge.add(candidate);
        }
    }

    private void step(int candidate) {
        Runner runner = field[candidate];
        field[candidate] = new Runner(candidate, tuner.step(runner.state()).after(), runner.judged());
    }

    private void judge(int candidate) {
        TuningState state = field[candidate].state();
        Evaluation glance = tuner.glance(state.at().values(), JUDGING_EXAMPLES);
        field[candidate] = new Runner(candidate, state, Double.isFinite(glance.loss()) ? glance : Runner.DIVERGED);
        if (glance.meets(stop.target()) && tuner.evaluate(state.at().values()).meets(stop.target())) {
            finish(candidate);
        }
    }

    private void finish(int winner) {
        result = Optional.of(new RaceResult(winner, field[winner].state(), List.of(field)));
    }

    private List<Integer> ranked() {
        var ranked = new ArrayList<>(running);
        ranked.sort(Comparator.comparingDouble(
                candidate -> field[candidate].judged().loss()));
        return ranked;
    }
}
