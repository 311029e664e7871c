package io.prompttuner.trainer.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.group.Message.Ask;
import io.prompttuner.trainer.group.Message.Handover;
import io.prompttuner.trainer.group.Roster.Seat;
import io.prompttuner.trainer.tuning.AdamState;
import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.Round;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final int LEAVES = 4;

    private final Membership member = new Membership("m0", Patience.DEFAULT);

    @Test
    void handsAStateOnlyToWhoIsOfTheGroup() {
        appoint(1, "m0", "m1");
        member.enter(step(0), 0);
        member.heard("m1", new Ask(true));
        member.heard("m2", new Ask(true));

        assertThat(handedTo(1)).containsExactly("m1");
        assertThat(handedTo(2)).isEmpty();

        appoint(2, "m0", "m1", "m2");
        assertThat(handedTo(3)).containsExactly("m2");
    }

    @Test
    void saysNothingMoreToWhoIsNotOfTheGroup() {
        appoint(1, "m0", "m1");
        member.enter(step(0), 0);
        member.lost("m1");
        finish();
        member.letters();

        member.reached("m2");
        assertThat(member.letters()).isEmpty();

        member.reached("m1");
        assertThat(member.letters()).extracting(Letter::to).isNotEmpty().allMatch(to -> to.equals(Optional.of("m1")));
    }

    @Test
    void saysNothingAtAllWhileItIsAlone() {
        appoint(1, "m0");
        member.enter(step(0), 0);

        finish();

        assertThat(member.letters()).isEmpty();
    }

    @Test
    void speaksToWhoHasToLeaveUntilItIsGone() {
        appoint(1, "m0", "m1");
        appoint(2, "m0");
        finish();
        assertThat(member.letters()).isNotEmpty();

        member.lost("m1");
        member.letters();
        finish();
        assertThat(member.letters()).isEmpty();
    }

    @Test
    void waitsForOthersAsLongAgainAsItsOwnShareOfARoundTook() {
        long minute = 60_000_000_000L;
        appoint(1, "m0", "m1");
        member.reached("m1");
        RoundWork<Gradient> work = member.enter(step(1), 0);

        Move move = member.next(minute);
        while (move instanceof Move.Compute compute) {
            member.computed(work, compute.leaf(), new Gradient(new float[] {1}, 1, 1), 30);
            move = member.next(minute);
        }

        assertThat(work.missing().cardinality()).isEqualTo(2);
        assertThat(move).isEqualTo(new Move.Await(2 * minute));
    }

    private void appoint(long generation, String... members) {
        member.appointed(new Roster(
                generation,
                Stream.of(members).map(name -> new Seat(name, "nowhere")).toList()));
    }

    /** Who is handed the state at the beginning of this step. */
    private List<String> handedTo(long step) {
        member.letters();
        member.enter(step(step), 0);
        return member.letters().stream()
                .filter(letter -> letter.message() instanceof Handover)
                .map(letter -> letter.to().orElse("all"))
                .toList();
    }

    private void finish() {
        RoundWork<Gradient> work = member.enter(step(1), 0);
        for (Move move = member.next(0); move instanceof Move.Compute compute; move = member.next(0)) {
            member.computed(work, compute.leaf(), new Gradient(new float[] {1}, 1, 1), 0.1);
        }
    }

    private static Round<Gradient> step(long number) {
        float[] one = {1};
        var state = new TuningState(new AdamState(one, one, one, number), 1, List.of(), number, null, null);
        return new Round<>(Gradient.class, state, LEAVES);
    }
}
