package io.prompttuner.trainer.group;

import io.prompttuner.trainer.group.Message.Part;
import io.prompttuner.trainer.group.Message.Parts;
import io.prompttuner.trainer.group.Roster.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Members, the network between them and whoever is in charge, on one thread and in a time of their own. */
final class SimulatedGroup {

    private static final long MILLISECOND = 1_000_000;
    private static final long LATENCY = 200_000;
    private static final Patience PATIENCE = new Patience(500 * MILLISECOND, 20 * MILLISECOND, 4);
    private static final int LIMIT = 100_000;

    private final SimulatedJob job;
    private final Random random;
    private final Faults faults;
    private final Map<String, SimulatedMember> members = new LinkedHashMap<>();
    private final List<String> appointed = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long generation;
    private long order;
    private long now;
    private int names;
    private double scale = 1;
    private String inARow = "";

    /**
     * What goes wrong on the way, each from 0 to 1: the chance that a letter is lost, comes again later, or is late.
     */
    record Faults(double lost, double again, double late) {
        static final Faults NONE = new Faults(0, 0, 0);
    }

    /** Something that happens at a time; of several at one time the first that was foreseen. */
    private record Event(long at, long order, Runnable effect) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    SimulatedGroup(SimulatedJob job, long seed, Faults faults) {
        this.job = job;
        this.random = new Random(seed);
        this.faults = faults;
    }

    List<SimulatedMember> members() {
        return List.copyOf(members.values());
    }

    SimulatedMember member(String name) {
        return Objects.requireNonNull(members.get(name));
    }

    /** Members that are there and at work. */
    List<SimulatedMember> atWork() {
        return members.values().stream().filter(member -> !member.gone()).toList();
    }

    long step() {
        return members.values().stream().mapToLong(SimulatedMember::step).max().orElse(-1);
    }

    boolean over() {
        return members.values().stream().anyMatch(member -> member.ended);
    }

    /** Begins with so many members, a leaf taking each its own time. */
    void begin(int founders, int millisPerLeaf) {
        for (int i = 0; i < founders; i++) {
            add(millisPerLeaf).begin(job.start());
        }
        appoint();
    }

    /** Another member comes and asks for a state. */
    void join(int millisPerLeaf) {
        add(millisPerLeaf);
        appoint();
    }

    /** Whoever is in charge lets a member go, unless nobody else would be left. */
    void leave(String name) {
        if (appointed.size() > 1 && appointed.remove(name)) {
            appoint();
        }
    }

    /** Whoever is in charge wants another batch scale; every member hears of it, each at its own time. */
    void throttle(double newScale) {
        scale = newScale;
        for (SimulatedMember member : members.values()) {
            in(random.nextInt(2_000_000), () -> member.throttle(scale)); // the newest word, whenever it comes
        }
    }

    /** From now on this member adds up what it sends in an order of its own. */
    void letAddInARow(String name) {
        inARow = name;
    }

    /** Gone in the middle of whatever it was doing; the others see it, or have to notice. */
    void kill(String name, boolean seen) {
        members.remove(name);
        appointed.remove(name);
        if (seen) {
            tellLost(name);
        }
        if (appointed.isEmpty()) {
            add(1);
        }
        in(random.nextInt(200) * MILLISECOND, this::appoint);
    }

    /** Stands still for a while, as a process that is stopped or collects garbage. */
    void stall(String name, int millis) {
        SimulatedMember member = members.get(name);
        if (member != null) {
            member.waiting = false;
            member.readyAt = now + millis * MILLISECOND;
        }
    }

    /** Runs until the job has come this far, or is at its end. */
    void runTo(long step) {
        runWhile(() -> step() < step && !over());
    }

    /** Lets so many moves be made. */
    void runMoves(int moves) {
        int[] left = {moves};
        runWhile(() -> left[0]-- > 0 && !over());
    }

    /** Runs until everybody who has a state is gone; whoever still waits for one then would be told so. */
    void runToTheEnd() {
        runWhile(() -> !over() || atWork().stream().anyMatch(member -> member.step() >= 0));
    }

    private void runWhile(BooleanSupplier wanted) {
        for (int i = 0; wanted.getAsBoolean(); i++) {
            if (i > LIMIT) {
                throw new AssertionError("no end in sight at step " + step());
            }
            advance();
        }
    }

    private void advance() {
        SimulatedMember next = null;
        for (SimulatedMember member : members.values()) {
            if (!member.gone() && (next == null || member.readyAt < next.readyAt)) {
                next = member;
            }
        }
        Event event = events.peek();
        if (event != null && (next == null || event.at() <= next.readyAt)) {
            events.remove();
            now = Math.max(now, event.at());
            event.effect().run();
        } else if (next != null) {
            now = Math.max(now, next.readyAt);
            next.act(now);
            post(next);
            if (next.gone()) {
                tellLost(next.name);
            }
        }
    }

    private SimulatedMember add(int millisPerLeaf) {
        String name = "m" + names++;
        var member = new SimulatedMember(name, job, PATIENCE, millisPerLeaf * MILLISECOND);
        member.throttle(scale);
        member.readyAt = now;
        members.put(name, member);
        appointed.add(name);
        return member;
    }

    private void appoint() {
        var roster = new Roster(
                ++generation,
                appointed.stream().map(name -> new Seat(name, name)).toList());
        for (SimulatedMember member : members.values()) {
            long delay = generation == 1 ? 0 : random.nextInt(2_000_000);
            in(delay, () -> wake(member, () -> member.membership.appointed(roster)));
        }
    }

    private void tellLost(String name) {
        for (SimulatedMember member : members.values()) {
            long delay = LATENCY + random.nextInt(1_000_000); // a link breaks after what it has carried
            in(delay, () -> wake(member, () -> member.membership.lost(name)));
        }
    }

    private void post(SimulatedMember from) {
        for (Letter letter : from.membership.letters()) {
            for (SimulatedMember to : members.values()) {
                if (to != from && letter.to().map(to.name::equals).orElse(true)) {
                    carry(
                            from.name,
                            to,
                            from.name.equals(inARow) ? addedInARow(from, letter.message()) : letter.message());
                }
            }
        }
    }

    private static Message addedInARow(SimulatedMember by, Message message) {
        if (!(message instanceof Parts said)) {
            return message;
        }
        List<Part> parts = said.parts().stream()
                .map(part -> new Part(part.subtree(), by.inARow(part.subtree())))
                .toList();
        return new Parts(
                said.generation(), said.round(), said.branch(), said.state(), parts, said.effort(), said.next());
    }

    private void carry(String from, SimulatedMember to, Message message) {
        if (random.nextDouble() >= faults.lost()) {
            long delay = LATENCY + (random.nextDouble() < faults.late() ? random.nextInt(100) * MILLISECOND : 0);
            in(delay, () -> wake(to, () -> to.membership.heard(from, message)));
        }
        if (random.nextDouble() < faults.again()) {
            in(random.nextInt(3_000) * MILLISECOND, () -> wake(to, () -> to.membership.heard(from, message)));
        }
    }

    /** A member that waits looks at once; one that computes or stands still looks when it is ready again. */
    private void wake(SimulatedMember member, Runnable word) {
        word.run();
        if (member.waiting) {
            member.readyAt = now;
        }
    }

    private void in(long delay, Runnable effect) {
        events.add(new Event(now + delay, order++, effect));
    }
}
