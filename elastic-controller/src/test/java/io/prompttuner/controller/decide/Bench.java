package io.prompttuner.controller.decide;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.TermClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A controller under test, with the world played by the test. Barriers and acknowledgements are answered at once, unless
 * the test holds them back; appended records are read back then.
 */
final class Bench {

    private static final Map<Class<?>, Topic> TOPICS =
            Arrays.stream(Topic.values()).collect(Collectors.toMap(Topic::type, topic -> topic));

    final Controller controller;
    final List<Effect> effects = new ArrayList<>();
    private final List<Effect> unanswered = new ArrayList<>();
    private boolean answering = true;
    private Instant now = Facts.T0;
    private long offset;

    Bench(long term) {
        this(term, 4, Rules.ALL);
    }

    Bench(long term, int capacity, Rules rules) {
        this(term, Facts.setup(capacity, rules));
    }

    Bench(long term, Setup setup) {
        controller = new Controller(term, setup);
        give(new Input.Tick(now));
    }

    /** A controller of this term that has read these records and commands. */
    static Bench commanding(long term, Event... topics) {
        var bench = new Bench(term).read(topics).caughtUp();
        return bench.pass(8_000);
    }

    /** A controller of term 5 with job {@code j} on this worker, which says so. */
    static Bench tuning(String worker) {
        return Bench.commanding(5, Facts.job("j"), Facts.running("j", Facts.EPOCH, 1))
                .attach(worker, null)
                .heartbeat(worker, Facts.holding("j", Attempts.of(5, 1), 1, 1));
    }

    Bench read(Event... events) {
        for (Event event : events) {
            Topic topic = Objects.requireNonNull(TOPICS.get(event.getClass()));
            give(new Input.Read(topic, event.key(), ++offset, event));
        }
        return this;
    }

    Bench tombstone(Topic topic, String key) {
        return give(new Input.Read(topic, key, ++offset, null));
    }

    Bench claim(Role role, long term) {
        return give(new Input.Read(Topic.TERMS, role.word(), term, new TermClaim(role, role.word() + term)));
    }

    Bench caughtUp() {
        return give(new Input.CaughtUp());
    }

    /** Time passes in steps of a quarter of a second. */
    Bench pass(long millis) {
        for (long left = millis; left > 0; left -= 250) {
            now = now.plusMillis(Math.min(left, 250));
            give(new Input.Tick(now));
        }
        return this;
    }

    /** Time passes while these workers live on and hold what they hold. */
    Bench passWith(long millis, Map<String, Holding> holdings, String... idle) {
        for (long left = millis; left > 0; left -= 1_000) {
            pass(Math.min(left, 1_000));
            holdings.forEach((worker, held) -> says(worker, new WorkerMessage.Heartbeat(held)));
            for (String worker : idle) {
                says(worker, new WorkerMessage.Heartbeat(null));
            }
        }
        return this;
    }

    /** The clock jumps, as after a sleep of the machine. */
    Bench jump(long millis) {
        now = now.plusMillis(millis);
        return give(new Input.Tick(now));
    }

    Bench attach(String worker, @Nullable Holding holding) {
        return says(worker, Facts.attached(0, true, holding));
    }

    Bench says(String worker, WorkerMessage message) {
        return give(new Input.Heard(worker, 1, message));
    }

    Bench says(String worker, long stream, WorkerMessage message) {
        return give(new Input.Heard(worker, stream, message));
    }

    Bench heartbeat(String worker, @Nullable Holding holding) {
        return says(worker, new WorkerMessage.Heartbeat(holding));
    }

    Bench letsGo(String worker, String job, long attempt, WorkerMessage.Why why) {
        return says(worker, new WorkerMessage.LetGo(Facts.holding(job, attempt, 0, 1), why, ""));
    }

    Bench listed(WorkerProcess... processes) {
        return give(new Input.Listed(List.of(processes)));
    }

    /** From now on effects wait for {@link #answerNext}. */
    Bench holdBack() {
        answering = false;
        return this;
    }

    /** Answers everything held back, and all to come. */
    Bench answerAll() {
        answering = true;
        List<Effect> due = List.copyOf(unanswered);
        unanswered.clear();
        due.forEach(this::answer);
        return this;
    }

    /** Answers the oldest effect of this type that was held back. */
    Bench answerNext(Class<? extends Effect> type) {
        Effect next = unanswered.stream().filter(type::isInstance).findFirst().orElseThrow();
        unanswered.remove(next);
        answer(next);
        return this;
    }

    List<Effect> heldBack() {
        return List.copyOf(unanswered);
    }

    Bench forget() {
        effects.clear();
        return this;
    }

    Stream<AssignmentEvent> assignments() {
        return appended(AssignmentEvent.class);
    }

    Stream<StepEvent> steps() {
        return appended(StepEvent.class);
    }

    <E extends Event> Stream<E> appended(Class<E> type) {
        return all(Effect.Append.class)
                .filter(append -> type.isInstance(append.event()))
                .map(append -> type.cast(append.event()));
    }

    /** What was told, as words: {@code w-1 Assign}; acknowledgements left out. */
    List<String> told() {
        return all(Effect.Tell.class)
                .filter(tell -> !(tell.command() instanceof Command.Acknowledge))
                .map(tell -> tell.worker() + " " + tell.command().getClass().getSimpleName())
                .toList();
    }

    <C extends Command> Stream<C> commands(Class<C> type) {
        return all(Effect.Tell.class)
                .map(Effect.Tell::command)
                .filter(type::isInstance)
                .map(type::cast);
    }

    <F extends Effect> Stream<F> all(Class<F> type) {
        return effects.stream().filter(type::isInstance).map(type::cast);
    }

    Bench give(Input input) {
        List<Effect> given = controller.on(input);
        effects.addAll(given);
        for (Effect effect : given) {
            if (answering) {
                answer(effect);
            } else {
                unanswered.add(effect);
            }
        }
        return this;
    }

    private void answer(Effect effect) {
        if (effect instanceof Effect.Append append) {
            give(new Input.Done(append.ticket()));
            give(new Input.Read(append.topic(), append.key(), ++offset, append.event()));
        } else if (effect instanceof Effect.ReadSteps read) {
            give(new Input.Done(read.ticket()));
        } else if (effect instanceof Effect.LookAtTerms look) {
            give(new Input.Done(look.ticket()));
        } else if (effect instanceof Effect.ReadAll read) {
            give(new Input.Done(read.ticket()));
        }
    }
}
