package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.group.live.GroupCrew;
import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Team;
import java.time.Duration;

/**
 * Orders as a member of a group hears them. Whenever it looks for some, its group hears of the team's changes, and what the
 * others have said does not pile up; so it does also while it waits for a store, the broker or a state.
 */
final class MemberOrders implements Orders {

    private final Orders orders;
    private final LiveMember member;
    private Team team;

    MemberOrders(Orders orders, LiveMember member, Team team) {
        this.orders = orders;
        this.member = member;
        this.team = team;
        member.appointed(team.roster());
    }

    @Override
    public Order at(long step) {
        return heard(orders.at(step));
    }

    @Override
    public Order pending() {
        return heard(orders.pending());
    }

    @Override
    public void ending() {
        orders.ending();
    }

    @Override
    public void rest(Duration time) {
        orders.rest(time);
    }

    GroupCrew crew() {
        return member.crew();
    }

    private Order heard(Order order) {
        order.sharedBy().ifPresent(this::follow);
        crew().look();
        return order;
    }

    private void follow(Team now) {
        if (now.generation() > team.generation()) {
            team = now;
            member.appointed(now.roster());
        }
    }
}
