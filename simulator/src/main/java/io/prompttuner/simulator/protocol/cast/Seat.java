package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.trainer.worker.Team;
import java.util.List;
import java.util.Optional;

/** The place of one run among those who share its job: who they are, by what it was told last, and who speaks for them. */
final class Seat {

    /** Of so many looks at who is there, one is mistaken. */
    private static final int MISTAKEN = 20;

    private final Cast cast;
    private final TuningRun run;
    private final String name;
    private Team team;

    Seat(Cast cast, TuningRun run, String worker, Team team) {
        this.cast = cast;
        this.run = run;
        this.team = team;
        this.name = team.memberOf(worker).orElse(worker);
        cast.circles.enter(team.name(), name, run);
    }

    void follow(Team newer) {
        if (newer.generation() > team.generation()) {
            team = newer;
        }
    }

    void leave() {
        cast.circles.leave(team.name(), name, run);
    }

    /** Whether another circle is meant than the one it is in. */
    boolean isElsewhere(Team told) {
        return !told.name().equals(team.name());
    }

    /** Whether it is no longer one of them. */
    boolean isDismissed() {
        return team.seats().stream().noneMatch(seat -> seat.member().equals(name));
    }

    /** How many of them are at work. */
    int atWork() {
        return (int) others().stream().filter(TuningRun::stands).count() + 1;
    }

    /** Whether it speaks for all: the oldest that can be reached. For a moment two may think so, or none. */
    boolean leads() {
        return !isDismissed() && lead().isEmpty();
    }

    /** Who speaks for all, if it does not itself. */
    Optional<TuningRun> lead() {
        return team.seats().stream()
                .takeWhile(seat -> !seat.member().equals(name))
                .flatMap(seat -> cast.circles.in(team, seat).stream())
                .filter(older -> older.stands() && !cast.chance.mishap(MISTAKEN))
                .findFirst();
    }

    /** One of the others that knows where they stand. */
    Optional<TuningRun> standing() {
        return others().stream().filter(TuningRun::stands).findFirst();
    }

    /** Whether it is the oldest and all others are there and know nothing, so that it has to begin. */
    boolean isToBegin() {
        boolean oldest = !team.seats().isEmpty() && team.seats().get(0).member().equals(name);
        return oldest && others().size() == team.seats().size() - 1;
    }

    private List<TuningRun> others() {
        return team.seats().stream()
                .filter(seat -> !seat.member().equals(name))
                .flatMap(seat -> cast.circles.in(team, seat).stream())
                .toList();
    }
}
