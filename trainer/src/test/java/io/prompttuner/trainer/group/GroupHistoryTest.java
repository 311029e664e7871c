package io.prompttuner.trainer.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.group.SimulatedGroup.Faults;
import io.prompttuner.trainer.tuning.Throttle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories of groups, each of which has to end in the bits of one member that did everything alone. */
class GroupHistoryTest {

    private static final int HISTORIES = 500;
    private static final SimulatedJob EIGHT = SimulatedJob.of(8, 14);
    private static final SimulatedJob FIVE = SimulatedJob.of(5, 9);

    private final Map<Long, Map<List<Throttle>, byte[]>> alone = new HashMap<>();

    @Test
    void endInTheSameBitsWhateverHappens() {
        int throttled = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            var random = new Random(seed);
            SimulatedJob job = random.nextBoolean() ? EIGHT : FIVE;
            var group = new SimulatedGroup(job, seed, faults(random));
            group.begin(1 + random.nextInt(4), 1 + random.nextInt(3));

            play(group, random);
            group.runToTheEnd();

            assertAllEndedAlike(group, job, "seed " + seed);
            throttled += group.members().stream()
                            .anyMatch(member ->
                                    member.ended && !member.state().throttles().isEmpty())
                    ? 1
                    : 0;
        }
        assertThat(throttled).isGreaterThan(HISTORIES / 10);
    }

    @Test
    void divideTheWorkSoThatNothingIsComputedTwiceWhenNothingGoesWrong() {
        for (int founders = 1; founders <= 4; founders++) {
            var group = new SimulatedGroup(EIGHT, founders, Faults.NONE);
            group.begin(founders, 2);

            group.runToTheEnd();

            assertAllEndedAlike(group, EIGHT, founders + " members");
            assertThat(leaves(group)).as("%d members", founders).isEqualTo(EIGHT.leaves());
            assertThat(takenOver(group)).isZero();
        }
    }

    @Test
    void loseNothingWhenAMemberLeaves() {
        for (int moves = 0; moves < 60; moves++) {
            var group = new SimulatedGroup(EIGHT, moves, Faults.NONE);
            group.begin(3, 2);
            group.runTo(5);
            group.runMoves(moves);
            String leaver = "m" + moves % 3;
            group.leave(leaver);

            group.runToTheEnd();

            assertAllEndedAlike(group, EIGHT, moves + " moves");
            assertThat(group.member(leaver).left).isTrue();
            assertThat(takenOver(group)).as("%s left", leaver).isZero();
        }
    }

    @Test
    void giveANewMemberWorkWithinTwoStepsAndUseIt() {
        for (int moves = 0; moves < 60; moves++) {
            var group = new SimulatedGroup(EIGHT, moves, Faults.NONE);
            group.begin(2, 2);
            group.runTo(5);
            group.runMoves(moves);
            long step = group.step();
            group.join(2);

            group.runToTheEnd();

            assertThat(group.member("m2").firstRoundComputed).isBetween(2 * step, 2 * (step + 2) + 1);
            assertThat(group.member("m0").rounds)
                    .anyMatch(round -> round.leaves().getOrDefault("m2", 0) > 0);
            assertThat(takenOver(group)).isZero();
        }
    }

    @Test
    void repeatAtMostOneStepWhenAMemberIsKilled() {
        int repeated = 0;
        for (int moves = 0; moves < 120; moves++) {
            var group = new SimulatedGroup(EIGHT, moves, Faults.NONE);
            group.begin(3, 2);
            group.runTo(5);
            group.runMoves(moves);
            group.kill("m" + moves % 3, true);

            group.runToTheEnd();

            assertAllEndedAlike(group, EIGHT, moves + " moves");
            assertThat(takenOver(group))
                    .as("leaves repeated, m%d killed after %d moves", moves % 3, moves)
                    .isLessThanOrEqualTo(EIGHT.settings().microBatches());
            repeated += takenOver(group) > 0 ? 1 : 0;
        }
        assertThat(repeated).as("kills in the middle of a share").isGreaterThan(60);
    }

    @Test
    void giveASlowMemberLess() {
        var group = new SimulatedGroup(EIGHT, 1, Faults.NONE);
        group.begin(1, 2);
        group.join(6);

        group.runToTheEnd();

        assertThat(group.member("m0").leavesComputed).isGreaterThan(2 * group.member("m1").leavesComputed);
        assertThat(group.member("m1").leavesComputed).isPositive();
    }

    @Test
    void goOnWithoutAMemberThatStandsStillAndTakeItBackLater() {
        var group = new SimulatedGroup(EIGHT, 1, Faults.NONE);
        group.begin(3, 2);
        group.runTo(3);
        group.stall("m1", 40);

        group.runToTheEnd();

        assertAllEndedAlike(group, EIGHT, "m1 stood still");
        List<Contributions> rounds = group.member("m0").rounds;
        assertThat(takenOver(group)).isBetween(1, 2 * EIGHT.settings().microBatches());
        assertThat(rounds)
                .anyMatch(round -> round.takenOver() == 0 && !round.leaves().containsKey("m1"));
        assertThat(rounds.get(rounds.size() - 2).leaves()).containsKey("m1");
    }

    @Test
    void allFollowTheMemberThatThrottles() {
        for (int moves = 0; moves < 60; moves++) {
            var group = new SimulatedGroup(EIGHT, moves, Faults.NONE);
            group.begin(3, 2);
            group.runTo(5);
            group.runMoves(moves);
            group.throttle(0.5);

            group.runToTheEnd();

            assertAllEndedAlike(group, EIGHT, moves + " moves");
            for (SimulatedMember member : group.members()) {
                assertThat(member.state().throttles())
                        .hasSize(1)
                        .isEqualTo(group.member("m0").state().throttles());
            }
        }
    }

    @Test
    void beginAnewWhenAllThatHadAStateAreKilled() {
        var group = new SimulatedGroup(EIGHT, 1, Faults.NONE);
        group.begin(1, 2);
        group.runTo(5);
        group.join(2);
        group.join(2);
        group.kill("m0", true);

        group.runToTheEnd();

        assertAllEndedAlike(group, EIGHT, "two members without a state");
        assertThat(group.members()).hasSize(2).allMatch(member -> member.ended);
    }

    @Test
    void endInOtherBitsIfOneMemberAddsInAnotherOrder() {
        var group = new SimulatedGroup(EIGHT, 1, Faults.NONE);
        group.begin(2, 2);
        group.letAddInARow("m1");

        group.runToTheEnd();

        byte[] bytes = SimulatedJob.bytes(group.member("m0").state());
        assertThat(Arrays.equals(bytes, EIGHT.alone(List.of()))).isFalse();
    }

    private static Faults faults(Random random) {
        return random.nextInt(3) == 0
                ? Faults.NONE
                : new Faults(0.2 * random.nextDouble(), 0.3 * random.nextDouble(), 0.1 * random.nextDouble());
    }

    private static void play(SimulatedGroup group, Random random) {
        for (int events = random.nextInt(6); events > 0 && !group.over(); events--) {
            group.runMoves(random.nextInt(120));
            List<SimulatedMember> there = group.atWork();
            if (there.isEmpty()) {
                return;
            }
            String one = there.get(random.nextInt(there.size())).name;
            switch (random.nextInt(6)) {
                case 0 -> group.join(1 + random.nextInt(8));
                case 1 -> group.stall(one, random.nextInt(3_000));
                case 2 -> group.leave(one);
                case 3 -> group.throttle(0.25 * (1 + random.nextInt(4)));
                default -> group.kill(one, random.nextBoolean());
            }
        }
    }

    private static int leaves(SimulatedGroup group) {
        return group.members().stream()
                .mapToInt(member -> member.leavesComputed)
                .sum();
    }

    private static int takenOver(SimulatedGroup group) {
        return group.members().stream().mapToInt(SimulatedMember::takenOver).sum();
    }

    private void assertAllEndedAlike(SimulatedGroup group, SimulatedJob job, String history) {
        assertThat(group.over()).as(history).isTrue();
        for (SimulatedMember member : group.members()) {
            if (member.ended) {
                byte[] expected = alone.computeIfAbsent(job.steps(), steps -> new HashMap<>())
                        .computeIfAbsent(member.state().throttles(), job::alone);
                assertThat(Arrays.equals(SimulatedJob.bytes(member.state()), expected))
                        .as("%s, %s", history, member.name)
                        .isTrue();
            }
        }
    }
}
