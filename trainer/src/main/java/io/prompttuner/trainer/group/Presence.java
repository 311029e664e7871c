package io.prompttuner.trainer.group;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who belongs to the group, who of them takes part, and who is not waited for. */
final class Presence {

    private final String self;
    private Roster roster = new Roster(-1, List.of());
    private final Set<String> takingPart = new HashSet<>();
    private final Set<String> mute = new HashSet<>();
    private final Set<String> unreachable = new HashSet<>();

    Presence(String self) {
        this.self = self;
    }

    /** Obeys a newer roster. All of the first one take part; whoever comes later has to be heard first. */
    boolean appointed(Roster newer) {
        if (newer.generation() <= roster.generation()) {
            return false;
        }
        if (roster.generation() < 0) {
            takingPart.addAll(newer.members());
        }
        for (String member : roster.members()) {
            if (!newer.has(member)) {
                takingPart.remove(member);
                mute.remove(member);
                unreachable.remove(member);
            }
        }
        roster = newer;
        return true;
    }

    Roster roster() {
        return roster;
    }

    boolean appointed() {
        return roster.generation() >= 0;
    }

    boolean dismissed() {
        return appointed() && !roster.has(self);
    }

    /** Whether a member belongs to the group, or says so with a roster that has not come here yet. */
    boolean admits(String member, long generation) {
        return roster.has(member) || generation > roster.generation();
    }

    void spoke(String member) {
        mute.remove(member);
        takingPart.add(member);
    }

    /** Says nothing any more: nobody waits for it until it speaks again. */
    void silent(String member) {
        mute.add(member);
    }

    /** Can't be reached: nobody waits for it until it can, and has spoken again. */
    void lost(String member) {
        mute.add(member);
        unreachable.add(member);
    }

    void reached(String member) {
        unreachable.remove(member);
    }

    boolean isMute(String member) {
        return mute.contains(member) || unreachable.contains(member);
    }

    /** Whom work can be given to, oldest first. */
    List<String> able() {
        return roster.members().stream().filter(this::isAble).toList();
    }

    /** All others, oldest first. */
    List<String> others() {
        return roster.members().stream().filter(member -> !member.equals(self)).toList();
    }

    /** Others who may answer: all that can be reached or, failing that, all. */
    List<String> answering() {
        List<String> linked = others().stream()
                .filter(member -> !unreachable.contains(member))
                .toList();
        return linked.isEmpty() ? others() : linked;
    }

    /** Whether it is on this member to divide the work and to speak for the group: it is the oldest that is able. */
    boolean leads() {
        List<String> able = able();
        return !able.isEmpty() && able.get(0).equals(self);
    }

    private boolean isAble(String member) {
        return member.equals(self) || (takingPart.contains(member) && !isMute(member));
    }
}
