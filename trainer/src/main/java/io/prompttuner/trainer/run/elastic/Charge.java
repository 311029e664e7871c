package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.run.RefusedException;
import io.prompttuner.trainer.run.TuneListener.Beginning;
import io.prompttuner.trainer.run.TuneOutcome;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.run.elastic.ElasticListener.Change;
import io.prompttuner.trainer.run.elastic.ElasticListener.Finished;
import io.prompttuner.trainer.run.elastic.History.Event;
import io.prompttuner.trainer.run.elastic.History.Kind;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * In charge of one run: says who belongs to the group, lets the history happen, and takes what the members deliver. It
 * has no part in the result, and takes no step.
 */
final class Charge {

    private static final AtomicLong GROUPS = new AtomicLong();
    private static final long LOOK_MILLIS = 100;

    /** Looks without a word after which those who have not ended with the others are told to stop, and are let go. */
    private static final int TO_STOP = 20;

    private static final int TO_LET_GO = 100;

    private final ElasticListener listener;
    private final BooleanSupplier pause;
    private final MemberPool pool;
    private final TuneRequest request;
    private final Script script;
    private final Random random;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final Endings endings = new Endings();
    private Company company = new Company();
    private String group = "";
    private String fault = "";
    private boolean founding;
    private boolean stopping;
    private boolean resumed;
    private boolean begun;
    private int resumeWith;
    private int names;
    private int silent;
    private long step;
    private long shown = -1;

    /** What a member has said. */
    private record Said(MemberProcess by, Line line) {}

    Charge(ElasticListener listener, BooleanSupplier pause, MemberPool pool, TuneRequest request, History history) {
        this.listener = listener;
        this.pause = pause;
        this.pool = pool;
        this.request = request;
        this.script = new Script(history);
        this.random = new Random(request.seed());
    }

    TuneOutcome run(int workers) throws IOException {
        try {
            found(workers);
            Optional<TuneOutcome> outcome = Optional.empty();
            while (outcome.isEmpty()) {
                listen();
                outcome = outcome();
            }
            if (!stopping) {
                script.left().forEach(listener::missed);
            }
            return outcome.get();
        } finally {
            company.present().forEach(member -> member.warm().process().kill());
        }
    }

    /** Begins, or goes on from a checkpoint, with so many members; those who join later are prepared along with them. */
    private void found(int members) throws IOException {
        company = new Company();
        group = "run-" + GROUPS.incrementAndGet() + "-" + random.nextLong();
        founding = true;
        for (int i = 0; i < members; i++) {
            begin(false);
        }
        for (int i = 0; i < script.joins(); i++) {
            begin(true);
        }
    }

    private void begin(boolean joins) throws IOException {
        var member = new Member("m" + ++names, pool.take(), joins);
        member.warm().process().tell((process, line) -> said.add(new Said(process, line)));
        company.begins(member);
        member.say(Words.request(Line.about("begin"), request)
                .with("group", group)
                .with("name", member.name())
                .with("joins", joins));
    }

    private void listen() throws IOException {
        if (pause.getAsBoolean() && !stopping) {
            stopping = true;
            company.sayToAll(Line.about("pause"));
        }
        @Nullable Said next = next();
        silent = next == null ? silent + 1 : 0;
        Optional<Member> by = next == null ? Optional.empty() : company.of(next.by());
        if (next != null && by.isPresent()) {
            hear(by.get(), next.line());
        }
        if (!founding && !stopping && !endings.any() && company.size() > 0) {
            script.due(step).ifPresent(this::letHappen);
        }
    }

    private @Nullable Said next() throws IOException {
        try {
            return said.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurried);
        }
    }

    /** What there is to deliver, once nobody is at work any more; a run that pauses by its history goes on instead. */
    private Optional<TuneOutcome> outcome() throws IOException {
        if (endings.any()) {
            if (silent == TO_STOP) {
                company.sayToAll(Line.about("pause"));
            }
            boolean over = company.present().isEmpty() || silent >= TO_LET_GO;
            return over ? Optional.of(endings.outcome(request)) : Optional.empty();
        }
        if (!company.isIdle()) {
            return Optional.empty();
        }
        if (stopping) {
            return Optional.of(new TuneOutcome.Paused(step));
        }
        if (!isPausing()) {
            throw new IOException("all members are lost at step %d%s".formatted(step, fault));
        }
        if (company.present().isEmpty()) {
            found(resumeWith);
        }
        return Optional.empty();
    }

    private void hear(Member member, Line line) throws IOException {
        switch (line.about()) {
            case "begun" -> begun(member, line);
            case "entered" -> entered(member, line);
            case "stepped", "evaluated" -> finished(member, line);
            case "ended", "diverged" -> {
                endings.add(line);
                company.reserve().forEach(waiting -> waiting.say(Line.about("pause")));
                leave(member);
            }
            case "left" -> {
                leave(member);
                script.seen(Kind.LEAVE, member.name());
                tell(ElasticListener.Kind.LEFT, member.name());
            }
            case "paused" -> {
                stopping |= !isPausing(); // someone has asked the whole program to end, and it heard that first
                step = Math.max(step, line.number("step"));
                leave(member);
            }
            case "unused" -> leave(member);
            case "refused" ->
                throw new RefusedException(List.of(line.text("faults").split("\n")));
            case "failed" -> {
                fault = ": " + line.text("fault");
                lose(member);
            }
            case "gone" -> lose(member);
            default -> throw new IOException("%s said \"%s\"".formatted(member.name(), line.about()));
        }
    }

    private void begun(Member member, Line line) {
        company.isPrepared(member);
        if (!begun) {
            begun = true;
            listener.began(new Beginning(
                    line.number("step"),
                    request.stop().maxSteps(),
                    (int) line.number("promptTokens"),
                    (int) line.number("train"),
                    (int) line.number("heldOut")));
        }
        beginTogether();
    }

    private void beginTogether() {
        if (founding && !company.isPreparing()) {
            founding = false;
            company.enlistFounders();
            company.appoint();
            resumed = script.pausing();
            if (resumed) {
                tell(ElasticListener.Kind.RESUMED, "");
            }
        }
    }

    /** It has got a state from the others. */
    private void entered(Member member, Line line) {
        step = Math.max(step, line.number("step"));
        tell(ElasticListener.Kind.JOINED, member.name());
    }

    /** Every member takes every step, and the first to say so is heard. */
    private void finished(Member member, Line line) {
        Finished round = Words.finished(member.name(), line);
        TuningEvent event = round.event();
        boolean isStep = event instanceof Stepped;
        long index = 2 * event.step() + (isStep ? 0 : 1);
        if (index > shown) {
            shown = index;
            step = Math.max(step, event.step());
            listener.happened(event);
        }
        listener.finished(round);
        if (isStep) {
            round.by().leaves().keySet().stream()
                    .filter(by -> !by.equals(member.name()) || company.size() == 1)
                    .forEach(by -> script.seen(Kind.JOIN, by));
            if (resumed) {
                resumed = false;
                script.seen(Kind.PAUSE, "");
            }
        }
    }

    /** Has come to an end of its own, and may serve again. */
    private void leave(Member member) {
        boolean belonged = company.goes(member);
        pool.giveBack(member.warm());
        if (belonged && !isPausing() && !stopping && !endings.any()) {
            company.appoint();
        }
    }

    private void lose(Member member) {
        member.warm().process().kill();
        if (company.goes(member) && !endings.any()) {
            company.appoint();
            script.seen(Kind.KILL, member.name());
            tell(ElasticListener.Kind.LOST, member.name());
        }
        beginTogether();
    }

    private void letHappen(Event event) {
        Optional<Member> whose = switch (event.kind()) {
            case JOIN -> company.enlist();
            case LEAVE, KILL -> company.someone(random);
            case PAUSE -> Optional.empty();
        };
        if (event.kind() != Kind.PAUSE && whose.isEmpty()) {
            listener.missed(event);
            return;
        }
        script.begins(event, whose.map(Member::name).orElse(""));
        switch (event.kind()) {
            case JOIN -> company.appoint();
            case LEAVE -> {
                company.retires(whose.orElseThrow());
                company.appoint();
            }
            case KILL -> {
                company.condemn(whose.orElseThrow());
                whose.orElseThrow().warm().process().kill();
                tell(ElasticListener.Kind.KILLED, whose.orElseThrow().name());
            }
            case PAUSE -> {
                resumeWith = company.size();
                tell(ElasticListener.Kind.PAUSED, "");
                company.sayToAll(Line.about("pause"));
            }
        }
    }

    /** All are to end, by the history, and to begin anew. */
    private boolean isPausing() {
        return script.pausing() && !resumed;
    }

    private void tell(ElasticListener.Kind kind, String member) {
        listener.changed(new Change(kind, member, step, company.size()));
    }
}
