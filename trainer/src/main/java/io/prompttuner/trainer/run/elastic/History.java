package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.tuning.Throttle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to happen to a run.
 *
 * @param events that its members see, in order of the step they happen at; they make no difference to the prompt
 * @param throttles of its batch, in that order too; they do
 */
public record History(List<Event> events, List<Throttle> throttles) {

    /** A run that nothing happens to. */
    public static final History NONE = new History(List.of(), List.of());

    private static final Pattern EVENT = Pattern.compile("(join|leave|kill|pause)@([0-9]{1,12})");
    private static final Pattern THROTTLE = Pattern.compile("throttle@([0-9]{1,12}):(1|1[.]0{1,9}|0[.][0-9]{1,9})");

    public History {
        events = events.stream()
                .sorted(Comparator.comparingLong(Event::step)) // stable: of one step, as written
                .toList();
        throttles = throttles.stream()
                .sorted(Comparator.comparingLong(Throttle::step))
                .toList();
    }

    /** What can happen to members. */
    public enum Kind {
        JOIN,
        LEAVE,
        KILL,
        PAUSE
    }

    /** One thing that happens as soon as the job has reached a step. */
    public record Event(Kind kind, long step) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + "@" + step;
        }
    }

    /** Reads {@code join@5,kill@9,throttle@12:0.5}; what is wrong with it is added to the faults, each naming the option. */
    public static History parse(String text, String option, List<String> faults) {
        var events = new ArrayList<Event>();
        var throttles = new ArrayList<Throttle>();
        for (String word : text.split(",", -1)) {
            Matcher event = EVENT.matcher(word.strip());
            Matcher throttle = THROTTLE.matcher(word.strip());
            if (event.matches()) {
                events.add(new Event(
                        Kind.valueOf(event.group(1).toUpperCase(Locale.ROOT)), Long.parseLong(event.group(2))));
            } else if (throttle.matches() && Double.parseDouble(throttle.group(2)) > 0) {
                throttles.add(new Throttle(Long.parseLong(throttle.group(1)), Double.parseDouble(throttle.group(2))));
            } else {
                faults.add(
                        ("%s: expected events such as join@5, leave@12, kill@9, pause@20 or throttle@7:0.5 (a share of the"
                                        + " batch, above 0 and at most 1), got \"%s\"")
                                .formatted(option, word.strip()));
            }
        }
        return new History(events, throttles);
    }

    /**
     * What makes no sense for a run.
     *
     * @param workers it begins with
     * @param microBatches of a step: more workers than that would have nothing to do
     */
    public List<String> faults(int workers, int microBatches, long maxSteps, String option) {
        var faults = new ArrayList<String>();
        throttles.stream()
                .filter(throttle -> throttle.step() >= maxSteps)
                .forEach(throttle -> faults.add("%s: throttle@%d:%s is not before the last step, %d"
                        .formatted(option, throttle.step(), throttle.batchScale(), maxSteps)));
        int members = workers;
        for (Event event : events) {
            if (event.step() >= maxSteps) {
                faults.add("%s: %s is not before the last step, %d".formatted(option, event, maxSteps));
            }
            members += switch (event.kind()) {
                case JOIN -> 1;
                case LEAVE, KILL -> -1;
                case PAUSE -> 0;
            };
            if (members < 1) {
                faults.add("%s: after %s nobody would be left".formatted(option, event));
                members = 1;
            }
            if (members > microBatches) {
                faults.add("%s: after %s there would be %d workers for the %d micro-batches of a step"
                        .formatted(option, event, members, microBatches));
                members = microBatches;
            }
        }
        return faults;
    }

    public int joins() {
        return (int) events.stream().filter(event -> event.kind() == Kind.JOIN).count();
    }

    public boolean pauses() {
        return events.stream().anyMatch(event -> event.kind() == Kind.PAUSE);
    }
}
