package io.prompttuner.platform.campaign;

import io.prompttuner.platform.data.InstallationStatus.PartReport;
import io.prompttuner.platform.http.GatewayAwayException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the broker away for a minute: it is killed, and what the supervisor starts in its place is held before it listens,
 * so that every connection is refused. Meanwhile the gateway is asked what it may answer, and what it must not.
 *
 * @param specimen what is submitted again and again, under one key, until it is accepted after the end
 */
record Outage(Killer killer, Load load, Specimen specimen, String key) {

    private static final Duration LENGTH = Duration.ofSeconds(65);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String BROKER = "broker";

    Recovery take() throws IOException, InterruptedException, CampaignFailedException {
        killer.awaitSteps();
        UpChild up = killer.up();
        Instant began = killer.clock().instant();
        PartReport gone = up.part(BROKER);
        up.running(gone).destroyForcibly();
        killer.patience().await("a new broker to be started", () -> isAnother(up.part(BROKER), gone));
        PartReport next = up.part(BROKER);
        Service meanwhile;
        try (Hold hold = Hold.on(up.running(next))) {
            meanwhile = probe(hold);
        }
        Watch watch = killer.watch(() -> up.part(BROKER).state().equals("ready"));
        killer.patience().await("the broker to come back", watch);
        killer.patience().await("the gateway to take jobs again", () -> submit() == Answer.ACCEPTED);
        killer.patience().await("all parts to be ready", up::isReady);
        return new Recovery(Target.BROKER_AWAY, began, gone.pid(), watch.backSeconds(), watch.stepSeconds(), meanwhile);
    }

    private static boolean isAnother(PartReport now, PartReport before) {
        return now.pid() != 0 && now.pid() != before.pid();
    }

    private Service probe(Hold held) throws IOException, InterruptedException, CampaignFailedException {
        long began = System.nanoTime();
        int rounds = 0;
        int read = 0;
        int refused = 0;
        while (System.nanoTime() - began < LENGTH.toNanos()) {
            if (!held.process().isAlive()) {
                throw new CampaignFailedException("the broker that was held has died");
            }
            rounds++;
            read += killer.client().asOf().isPresent() ? 1 : 0;
            refused += submit() == Answer.LATER ? 1 : 0;
            Thread.sleep(PAUSE.toMillis());
        }
        return new Service((System.nanoTime() - began) / 1e9, rounds, read, rounds, refused);
    }

    /** What may become of a submission. */
    private enum Answer {
        ACCEPTED,
        /** Refused, and told when to try again. */
        LATER,
        NONE
    }

    private Answer submit() throws IOException {
        try {
            load.submit(specimen, key);
            return Answer.ACCEPTED;
        } catch (GatewayAwayException away) {
            return away.retryAfterSeconds() > 0 ? Answer.LATER : Answer.NONE;
        }
    }
}
