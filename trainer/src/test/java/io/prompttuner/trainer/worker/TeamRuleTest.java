package io.prompttuner.trainer.worker;

import static io.prompttuner.trainer.worker.Play.ATTEMPT;
import static io.prompttuner.trainer.worker.Play.GROWN;
import static io.prompttuner.trainer.worker.Play.JOB;
import static io.prompttuner.trainer.worker.Play.NEWER;
import static io.prompttuner.trainer.worker.Play.SHRUNK;
import static io.prompttuner.trainer.worker.Play.TEAM;
import static io.prompttuner.trainer.worker.Play.TERM;
import static io.prompttuner.trainer.worker.Play.assign;
import static io.prompttuner.trainer.worker.Play.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.worker.FleetMessage.LetGo;
import io.prompttuner.trainer.worker.Happening.Boundary;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order.GoOn;
import io.prompttuner.trainer.worker.Order.Stop;
import io.prompttuner.wire.event.EndReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeamRuleTest {

    private final Play play = new Play();

    @Test
    void hearsWhoSharesItsJobAndTellsItWithWhatItHolds() {
        play.busy().happens(new Boundary(3)).told(TERM, new Command.Resize(JOB, ATTEMPT, GROWN));

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, GROWN));
        assertThat(play.state.holding()).isEqualTo(new Holding(JOB, ATTEMPT, 3, 1, 2));
    }

    @Test
    void hearsSoFromAnAssignmentThatIsRepeatedWithANewerTeam() {
        play.busy().told(TERM, assign(JOB, ATTEMPT, 1, GROWN));

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, GROWN));
        assertThat(play.begun()).hasSize(1);
    }

    @Test
    void ignoresATeamThatIsOlderOrOfAnotherAttemptOrJob() {
        play.busy()
                .told(TERM, new Command.Resize(JOB, ATTEMPT, SHRUNK))
                .told(TERM, new Command.Resize(JOB, ATTEMPT, GROWN))
                .told(TERM, assign(JOB, ATTEMPT, 1))
                .told(TERM, new Command.Resize(JOB, NEWER, team(9, "worker-9")))
                .told(TERM, new Command.Resize("job-2", ATTEMPT, team(9, "worker-9")))
                .told(TERM - 1, new Command.Resize(JOB, ATTEMPT, team(9, "worker-9")));

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, SHRUNK));
    }

    @Test
    void hearsWhoSharesWhatItIsToStop() {
        play.busy()
                .told(TERM, new Command.Stop(JOB, ATTEMPT, EndReason.CANCEL_REQUESTED))
                .told(TERM, new Command.Resize(JOB, ATTEMPT, GROWN));

        assertThat(play.order()).isEqualTo(new Stop(EndReason.CANCEL_REQUESTED, Optional.of(GROWN)));
    }

    @Test
    void beginsWhatWaitsForItWithTheTeamItWasToldOfMeanwhile() {
        play.busy()
                .told(TERM, new Command.Drop(JOB, ATTEMPT))
                .told(TERM, assign("job-2", NEWER, 1))
                .told(TERM, new Command.Resize("job-2", NEWER, GROWN))
                .happens(new Finished(Why.DROPPED, ""));

        assertThat(play.begun()).last().isEqualTo(assign("job-2", NEWER, 1, GROWN));
    }

    @Test
    void beginsANewerAttemptAnewIfAnotherTeamSharesIt() {
        Team others = new Team("group-2", 1, TEAM.seats());
        play.busy().told(TERM, assign(JOB, NEWER, 1, others));

        assertThat(play.order()).isEqualTo(new Order.Drop());
        play.happens(new Finished(Why.DROPPED, ""));
        assertThat(play.begun()).last().isEqualTo(assign(JOB, NEWER, 1, others));
    }

    @Test
    void comesBackToATeamItHasLeftOnlyIfItIsCalledAnew() {
        play.busy()
                .told(TERM, new Command.Resize(JOB, ATTEMPT, SHRUNK))
                .happens(new Finished(Why.LEFT, ""))
                .told(TERM, assign(JOB, ATTEMPT, 1))
                .told(TERM, assign(JOB, ATTEMPT, 1, SHRUNK));
        assertThat(play.said()).last().isEqualTo(new LetGo(new Holding(JOB, ATTEMPT, 0, 1, 3), Why.LEFT, ""));
        assertThat(play.begun()).hasSize(1);

        Team again = team(4, "worker-2", "worker-1");
        play.told(TERM, assign(JOB, ATTEMPT, 1, again));

        assertThat(play.begun()).last().isEqualTo(assign(JOB, ATTEMPT, 1, again));
    }
}
