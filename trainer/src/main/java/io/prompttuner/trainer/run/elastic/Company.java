package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.group.Roster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The members of a run: who is there, who of them belongs to the group, and who is only about to. */
final class Company {

    private final Map<MemberProcess, Member> present = new LinkedHashMap<>();
    private final Set<Member> preparing = new LinkedHashSet<>();
    private final List<Member> reserve = new ArrayList<>();
    private final List<Member> group = new ArrayList<>();
    private final Set<Member> leaving = new LinkedHashSet<>();
    private final Set<Member> condemned = new LinkedHashSet<>();
    private long generation;

    /** A member has been told to begin. */
    void begins(Member member) {
        present.put(member.warm().process(), member);
        preparing.add(member);
    }

    /** It has all it needs to belong to the group. */
    void isPrepared(Member member) {
        if (preparing.remove(member)) {
            reserve.add(member);
        }
    }

    /** Those who begin with a state of their own belong to the group from now on. */
    void enlistFounders() {
        List<Member> founders =
                reserve.stream().filter(Predicate.not(Member::joins)).toList();
        reserve.removeAll(founders);
        group.addAll(founders);
    }

    /** One more belongs to the group, if one is prepared. */
    Optional<Member> enlist() {
        Optional<Member> next = reserve.stream().findFirst();
        next.ifPresent(member -> {
            reserve.remove(member);
            group.add(member);
        });
        return next;
    }

    /** It is to go, and does so when nobody counts on it. */
    void retires(Member member) {
        if (group.remove(member)) {
            leaving.add(member);
        }
    }

    /** It is there no more; whether it belonged to the group. */
    boolean goes(Member member) {
        present.remove(member.warm().process());
        preparing.remove(member);
        reserve.remove(member);
        leaving.remove(member);
        condemned.remove(member);
        return group.remove(member);
    }

    /** It is going to be gone, though it is counted on until that is seen. */
    void condemn(Member member) {
        condemned.add(member);
    }

    Optional<Member> of(MemberProcess process) {
        return Optional.ofNullable(present.get(process));
    }

    List<Member> present() {
        return List.copyOf(present.values());
    }

    /** Those who wait to belong to the group. */
    List<Member> reserve() {
        return List.copyOf(reserve);
    }

    /** How many belong to the group. */
    int size() {
        return group.size() - condemned.size();
    }

    boolean isPreparing() {
        return !preparing.isEmpty();
    }

    /** Nobody is at work, or about to be. */
    boolean isIdle() {
        return group.isEmpty() && leaving.isEmpty() && preparing.isEmpty();
    }

    /** Somebody of the group, by chance; nobody if there is only one. */
    Optional<Member> someone(RandomGenerator random) {
        List<Member> eligible =
                group.stream().filter(member -> !condemned.contains(member)).toList();
        return eligible.size() < 2 ? Optional.empty() : Optional.of(eligible.get(random.nextInt(eligible.size())));
    }

    /** Tells those whom it concerns who belongs to the group from now on. */
    void appoint() {
        Line roster = Words.roster(
                new Roster(++generation, group.stream().map(Member::seat).toList()));
        group.forEach(member -> member.say(roster));
        leaving.forEach(member -> member.say(roster));
    }

    void sayToAll(Line line) {
        present().forEach(member -> member.say(line));
    }
}
