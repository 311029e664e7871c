package io.prompttuner.trainer.run.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.run.elastic.History.Event;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Remembers all that was told of a run, and says whether what was to happen has happened. */
final class Witness implements ElasticListener {

    private final List<Object> told = new ArrayList<>();

    @Override
    public void began(Beginning beginning) {
        told.add(beginning);
    }

    @Override
    public void happened(TuningEvent event) {}

    @Override
    public void changed(Change change) {
        told.add(change);
    }

    @Override
    public void finished(Finished round) {
        told.add(round);
    }

    @Override
    public void missed(Event event) {
        told.add(event);
    }

    /** Members whose work is in the result. */
    Set<String> contributors() {
        var contributors = new HashSet<String>();
        rounds(0, told.size())
                .forEach(round -> contributors.addAll(round.by().leaves().keySet()));
        return contributors;
    }

    /** Leaves that one member has computed in another's place. */
    int takenOver() {
        return rounds(0, told.size()).stream()
                .mapToInt(round -> round.by().takenOver())
                .sum();
    }

    /** Every event of a history has changed who computes; and no more was repeated than the kills excuse. */
    void assertAllTookEffect(History history, int leavesOfAStep) {
        String story = history + "\n" + this;
        assertThat(told).as(story).noneMatch(Event.class::isInstance);
        for (History.Kind kind : History.Kind.values()) {
            int wanted = count(history, kind);
            switch (kind) {
                case JOIN -> assertThat(assertJoined(story)).as(story).isEqualTo(wanted);
                case LEAVE -> assertThat(assertGone(Kind.LEFT, story)).as(story).isEqualTo(wanted);
                case KILL -> {
                    assertThat(assertGone(Kind.KILLED, story)).as(story).isEqualTo(wanted);
                    assertThat(changes(Kind.LOST)).as(story).isEqualTo(wanted);
                }
                case PAUSE -> assertThat(changes(Kind.RESUMED)).as(story).isEqualTo(wanted);
            }
        }
        if (count(history, History.Kind.PAUSE) == 0) { // members that pause one after the other wait for each other
            int kills = count(history, History.Kind.KILL);
            assertThat(takenOver()).as(story).isLessThanOrEqualTo(kills * leavesOfAStep);
        }
    }

    /** Whoever joined had a part in a later step, by another's word if there was another. */
    private int assertJoined(String story) {
        int joined = 0;
        for (int at = 0; at < told.size(); at++) {
            if (told.get(at) instanceof Change change && change.kind() == Kind.JOINED) {
                joined++;
                Predicate<Finished> others = round -> !round.member().equals(change.member());
                assertThat(steps(at, told.size()))
                        .as("%s took part%n%s", change, story)
                        .anyMatch(round -> contributed(round, change.member()));
                assertThat(steps(at, told.size()).stream().filter(others))
                        .as("%s took part by the word of others%n%s", change, story)
                        .anyMatch(round -> contributed(round, change.member()));
            }
        }
        return joined;
    }

    /** Whoever went had a part in a step before, and none in any but the next few. */
    private int assertGone(Kind kind, String story) {
        int gone = 0;
        for (int at = 0; at < told.size(); at++) {
            if (told.get(at) instanceof Change change && change.kind() == kind) {
                gone++;
                assertThat(steps(0, at))
                        .as("%s took part before%n%s", change, story)
                        .anyMatch(round -> contributed(round, change.member()));
                assertThat(steps(at, told.size()))
                        .as("%s took part after%n%s", change, story)
                        .noneMatch(round ->
                                round.event().step() > change.step() + 3 && contributed(round, change.member()));
            }
        }
        return gone;
    }

    private static boolean contributed(Finished round, String member) {
        return round.by().leaves().getOrDefault(member, 0) > 0;
    }

    private static int count(History history, History.Kind kind) {
        return (int)
                history.events().stream().filter(event -> event.kind() == kind).count();
    }

    private int changes(Kind kind) {
        return (int) told.stream()
                .filter(each -> each instanceof Change change && change.kind() == kind)
                .count();
    }

    private List<Finished> rounds(int from, int to) {
        return told.subList(from, to).stream()
                .filter(Finished.class::isInstance)
                .map(Finished.class::cast)
                .toList();
    }

    private List<Finished> steps(int from, int to) {
        return rounds(from, to).stream()
                .filter(round -> round.event() instanceof Stepped)
                .toList();
    }

    @Override
    public String toString() {
        return told.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
