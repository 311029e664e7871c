package io.prompttuner.controller.fleet;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.WorkerMessage.Attached;
import io.prompttuner.wire.event.WorkerPhase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One worker as this controller knows it: what it says of itself, and what it is meant to do. Times are uptimes in ms. */
public final class Worker {

    private final String id;
    private String baseModel;
    private int gpus;
    private String address = "";
    private String numerics = "";
    private long stream;
    private long heardAt;
    private boolean everAttached;
    private boolean asked;
    private boolean listed;
    private boolean warm;
    private boolean lost;
    private boolean leaving;
    private @Nullable Holding holding;
    private @Nullable Duty duty;
    private @Nullable Command lastTold;

    Worker(String id, String baseModel, int gpus, long now) {
        this.id = id;
        this.baseModel = baseModel;
        this.gpus = gpus;
        this.heardAt = now;
    }

    public String id() {
        return id;
    }

    public String baseModel() {
        return baseModel;
    }

    public int gpus() {
        return gpus;
    }

    /** {@code host:port} where others who share a job reach it; empty before it has attached. */
    public String address() {
        return address;
    }

    /** On what the last bits of its results depend. Only workers that agree in it share a job. */
    public String numerics() {
        return numerics;
    }

    /** A new stream: whatever was told over the old one may not have arrived. */
    public void attach(long newStream, Attached message, long now) {
        stream = newStream;
        everAttached = true;
        baseModel = message.baseModel();
        gpus = message.gpus();
        warm = message.warm();
        address = message.address();
        numerics = message.numerics();
        lastTold = null;
        heard(message.holding(), now);
    }

    /** It lives, and holds this. */
    public void heard(@Nullable Holding held, long now) {
        holding = held;
        heardAt = now;
        lost = false;
    }

    public void detach() {
        stream = 0;
    }

    public boolean isAttached() {
        return stream != 0;
    }

    /** Whether a message of this stream is the newest word of the worker. */
    public boolean speaksOver(long number) {
        return stream == number;
    }

    public boolean wasEverAttached() {
        return everAttached;
    }

    public void warm(String with) {
        warm = true;
        numerics = with;
    }

    public boolean isWarm() {
        return warm;
    }

    public long silentFor(long now) {
        return now - heardAt;
    }

    public void lose() {
        lost = true;
    }

    public boolean isLost() {
        return lost;
    }

    /** It is to be stopped and gets no duty any more. */
    public void leave() {
        leaving = true;
    }

    public boolean isLeaving() {
        return leaving;
    }

    /** This controller asked for its process. */
    public void ask() {
        asked = true;
    }

    /** Its process was asked for and has not been seen. */
    public boolean isAwaited() {
        return asked && !listed && !everAttached && !leaving;
    }

    public void listed() {
        listed = true;
    }

    public boolean wasListed() {
        return listed;
    }

    public Optional<Holding> holding() {
        return Optional.ofNullable(holding);
    }

    public Optional<Duty> duty() {
        return Optional.ofNullable(duty);
    }

    /** Gives it this duty; what was told before no longer matters. */
    public void take(Duty next) {
        duty = next;
        lastTold = null;
    }

    /** The same duty, further on. */
    public void advance(Duty next) {
        duty = next;
    }

    public void relieve() {
        duty = null;
        lastTold = null;
    }

    /** Whether it could take a job that is reserved for it, or that it has no duty to refuse for. */
    public boolean isReady() {
        return isAttached() && warm && !lost && !leaving && holding == null;
    }

    /** Whether it is chosen for a job that is not bound to it yet. */
    public boolean isReserved() {
        return duty != null && duty.stage() == Duty.Stage.RESERVED;
    }

    public boolean isFree() {
        return isReady() && duty == null;
    }

    /** Neither meant to hold a job nor holding one. */
    public boolean isIdle() {
        return duty == null && holding == null;
    }

    /** Notes a command; false if it is the last one told over this stream, and need not be repeated. */
    public boolean note(Command command) {
        boolean fresh = !command.equals(lastTold);
        lastTold = command;
        return fresh;
    }

    /** Whether it says itself, over an open stream, that it holds the attempt that it is meant to hold. */
    public boolean isAtWork() {
        Duty meant = duty;
        return isAttached()
                && !leaving
                && meant != null
                && meant.stage() == Duty.Stage.HELD
                && holding().filter(held -> held.attempt() == meant.attempt()).isPresent();
    }

    /** Whether it still holds what it is to enter a newer attempt from. */
    public boolean isToEnter() {
        return holding()
                .filter(held -> duty().filter(next -> next.isEnteredFrom(held)).isPresent())
                .isPresent();
    }

    public WorkerPhase phase() {
        if (lost) {
            return WorkerPhase.LOST;
        }
        if (busyWith().isPresent()) {
            return WorkerPhase.BUSY;
        }
        return warm ? WorkerPhase.WARM : WorkerPhase.LOADING;
    }

    /** The job it is bound to, or says that it holds. */
    public Optional<String> busyWith() {
        if (duty != null && duty.attempt() > 0) {
            return Optional.of(duty.job());
        }
        return holding().map(Holding::job);
    }
}
