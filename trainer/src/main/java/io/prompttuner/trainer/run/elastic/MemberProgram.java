package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.group.grpc.GroupPort;
import io.prompttuner.trainer.group.grpc.GrpcMesh;
import io.prompttuner.trainer.group.live.Entrance;
import io.prompttuner.trainer.group.live.GroupCrew;
import io.prompttuner.trainer.group.live.LiveMember;
import io.prompttuner.trainer.group.live.OvertakenException;
import io.prompttuner.trainer.run.DeliveredFiles;
import io.prompttuner.trainer.run.PreparedRun;
import io.prompttuner.trainer.run.RefusedException;
import io.prompttuner.trainer.run.TuneListener;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Ended;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** One member: takes part in one run after the other on the model it has loaded, on the thread that calls it. */
final class MemberProgram {

    private final Desk desk;
    private final LoadedModel model;
    private final GroupPort port;
    private final InstantSource clock;

    MemberProgram(Desk desk, LoadedModel model, GroupPort port, InstantSource clock) {
        this.desk = desk;
        this.model = model;
        this.port = port;
        this.clock = clock;
    }

    /** Serves until it is told that there is nothing more to do. */
    void serve() throws InterruptedException {
        desk.say(Line.about("ready").with("port", port.port()));
        for (Optional<Line> begin = desk.next(); begin.isPresent(); begin = desk.next()) {
            desk.say(served(begin.get()));
        }
    }

    private Line served(Line begin) {
        try {
            return run(begin);
        } catch (RefusedException refused) {
            return Line.about("refused").with("faults", String.join("\n", refused.faults()));
        } catch (IOException | RuntimeException fault) {
            return Line.about("failed").with("fault", fault);
        } finally {
            desk.shut();
        }
    }

    private Line run(Line begin) throws IOException {
        TuneRequest request = Words.request(begin);
        var run = new PreparedRun(request, model, PreparedRun.checked(request), clock);
        run.warmUp();
        TuningState own = run.firstState();
        String name = begin.text("name");
        try (var member = new LiveMember(
                name,
                "",
                inbox -> new GrpcMesh(
                        begin.text("group"), name, port, model.network().hidden(), inbox),
                System::nanoTime)) {
            desk.open(member);
            desk.say(begun(run.beginning(own.step())));
            return begin.yes("joins") ? joined(request, run, member.crew()) : founded(request, run, member.crew(), own);
        }
    }

    private static Line begun(TuneListener.Beginning beginning) {
        return Line.about("begun")
                .with("step", beginning.step())
                .with("promptTokens", beginning.promptTokens())
                .with("train", beginning.train())
                .with("heldOut", beginning.heldOut());
    }

    private Line founded(TuneRequest request, PreparedRun run, GroupCrew crew, TuningState own) {
        return crew.found(desk::pausing)
                ? toItsEnd(request, run, crew, own)
                : Line.about("paused").with("step", own.step());
    }

    private Line joined(TuneRequest request, PreparedRun run, GroupCrew crew) throws IOException {
        Entrance entrance = crew.join(desk::pausing);
        if (entrance instanceof Entrance.KeptOut) {
            return Line.about("unused");
        }
        TuningState first = entrance instanceof Entrance.Given given ? given.state() : run.firstState();
        desk.say(Line.about("entered").with("step", first.step()));
        return toItsEnd(request, run, crew, first);
    }

    private Line toItsEnd(TuneRequest request, PreparedRun run, GroupCrew crew, TuningState first) {
        Tuner tuner = run.tuner(crew);
        var session = new TuningSession(tuner, request.stop(), first);
        while (true) {
            long step = session.state().step();
            if (crew.dismissed()) {
                return Line.about("left").with("step", step);
            }
            if (desk.pausing()) {
                if (crew.leads()) {
                    run.keep(session.state());
                }
                return Line.about("paused").with("step", step);
            }
            try {
                TuningEvent event = session.next();
                if (event instanceof Ended ended) {
                    return ended(run, ended, session.state());
                }
                desk.say(Words.finished(event, crew.lastRound()));
                if (event instanceof Evaluated && crew.leads()) {
                    run.keep(session.state());
                }
            } catch (OvertakenException overtaken) {
                session = new TuningSession(tuner, request.stop(), overtaken.state());
            }
        }
    }

    private static Line ended(PreparedRun run, Ended ended, TuningState state) {
        var best = state.best();
        if (best == null) {
            return Line.about("diverged").with("step", ended.step());
        }
        DeliveredFiles files = run.files(best);
        return Words.judged(Line.about("ended"), best.evaluation())
                .with("step", ended.step())
                .with("reason", ended.reason())
                .with("prompt", files.prompt())
                .with("manifest", files.manifest())
                .with("bestStep", best.step());
    }
}
