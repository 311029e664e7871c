package io.prompttuner.simulator.protocol;

import io.prompttuner.simulator.protocol.cast.Cast;
import io.prompttuner.simulator.protocol.cast.ControllerProcess;
import io.prompttuner.simulator.protocol.cast.ScalingProcess;
import io.prompttuner.simulator.protocol.cast.Worker;
import io.prompttuner.simulator.protocol.time.Chance;
import java.util.List;
import java.util.function.Consumer;

/** What can go wrong, apart from what is slow, late or comes twice at all times. */
enum Fault {
    WORKER_DIES {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.supervisor().living(), Worker::crash);
        }
    },
    /** Taken for dead though it works on. */
    WORKER_OUT_OF_REACH {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.supervisor().living(), worker -> worker.isolate(chance.between(500, 30_000)));
        }
    },
    WORKER_STANDS_STILL {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.supervisor().living(), worker -> worker.standStill(chance.between(500, 20_000)));
        }
    },
    /** Never to go on, though its process is there. */
    WORKER_HANGS {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.supervisor().living(), Worker::hang);
        }
    },
    WORKER_STRAYS {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.supervisor().living(), Worker::stray);
        }
    },
    CONTROLLER_DIES {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.controllers(), ControllerProcess::crash);
        }
    },
    /** A second one starts while the first lives on. */
    CONTROLLER_DOUBLED {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.controllers(), ControllerProcess::lagBehind);
            if (chance.oneIn(2)) {
                CONTROLLER_STANDS_STILL.strike(cast, chance);
            }
            cast.startController();
        }
    },
    /** A second one starts, of which the first hears late. */
    CONTROLLER_CUT_OFF {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.controllers(), ControllerProcess::beCutOff);
        }
    },
    /** A second one starts, and the first goes on later in the middle of what it did. */
    CONTROLLER_SLEEPS {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.controllers(), ControllerProcess::fallAsleep);
        }
    },
    /** The next one starts from what compaction has left. */
    CONTROLLER_FINDS_LAST_WORDS {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.topics().compact();
            cast.controllers().forEach(ControllerProcess::crash);
        }
    },
    CONTROLLER_STANDS_STILL {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.controllers(), controller -> controller.standStill(chance.between(500, 20_000)));
        }
    },
    /** Restored from one of its last savepoints. */
    SCHEDULER_RESTARTS {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.scalings().forEach(ScalingProcess::crash);
            cast.startScaling(chance.between(0, 2));
        }
    },
    /** Restored while the one before still speaks. */
    SCHEDULER_DOUBLED {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.startScaling(chance.between(0, 2));
        }
    },
    SCHEDULER_STANDS_STILL {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.scalings(), scaling -> scaling.standStill(chance.between(500, 10_000)));
        }
    },
    STATE_LOST {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.scalings().forEach(ScalingProcess::crash);
            cast.startScalingAnew();
        }
    },
    /** And with it whatever it had started. */
    SUPERVISOR_DIES {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.controllers().forEach(ControllerProcess::crash);
            cast.scalings().forEach(ScalingProcess::crash);
            cast.supervisor().crash();
        }
    },
    BROKER_AWAY {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.topics().goAway(chance, chance.between(500, 8_000));
        }
    },
    READER_LAGS {
        @Override
        void strike(Cast cast, Chance chance) {
            any(chance, cast.controllers(), ControllerProcess::lagBehind);
            any(chance, cast.scalings(), ScalingProcess::lagBehind);
        }
    },
    COMPACTION {
        @Override
        void strike(Cast cast, Chance chance) {
            cast.topics().compact(chance);
        }
    };

    abstract void strike(Cast cast, Chance chance);

    private static <T> void any(Chance chance, List<T> all, Consumer<T> fate) {
        if (!all.isEmpty()) {
            fate.accept(chance.pick(List.copyOf(all)));
        }
    }
}
