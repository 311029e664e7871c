package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.group.Letter;
import io.prompttuner.trainer.group.Message;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.live.Inbox;
import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.group.live.Mesh;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Links members without a network: what is sent is there at once, and who closes is lost to the others at once. */
final class MemoryNetwork implements GroupDoor {

    private final Map<String, Map<String, Inbox>> groups = new LinkedHashMap<>();
    private final Set<String> askers = new HashSet<>();

    @Override
    public LiveMember open(String group, String member) {
        return new LiveMember(member, "", inbox -> new Wires(group, member, inbox), System::nanoTime);
    }

    /** Whether this member has asked for a state. */
    synchronized boolean hasAsked(String member) {
        return askers.contains(member);
    }

    /** Members that are there. */
    synchronized int open() {
        return groups.values().stream().mapToInt(Map::size).sum();
    }

    private synchronized void enter(String group, String member, Inbox inbox) {
        Map<String, Inbox> there = groups.computeIfAbsent(group, name -> new LinkedHashMap<>());
        there.forEach((other, others) -> {
            others.reached(member);
            inbox.reached(other);
        });
        there.put(member, inbox);
    }

    private synchronized void leave(String group, String member) {
        Map<String, Inbox> there = groups.getOrDefault(group, new LinkedHashMap<>());
        there.remove(member);
        there.values().forEach(inbox -> inbox.lost(member));
    }

    private synchronized void send(String group, String from, Letter letter) {
        if (letter.message() instanceof Message.Ask) {
            askers.add(from);
        }
        groups.getOrDefault(group, Map.of()).forEach((member, inbox) -> {
            if (!member.equals(from) && letter.to().map(member::equals).orElse(true)) {
                inbox.heard(from, letter.message());
            }
        });
    }

    private final class Wires implements Mesh {

        private final String group;
        private final String member;

        Wires(String group, String member, Inbox inbox) {
            this.group = group;
            this.member = member;
            enter(group, member, inbox);
        }

        @Override
        public void follow(Roster roster) {
            // all are linked anyway
        }

        @Override
        public void send(Letter letter) {
            MemoryNetwork.this.send(group, member, letter);
        }

        @Override
        public void close() {
            leave(group, member);
        }
    }
}
