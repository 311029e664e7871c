package io.prompttuner.controller;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.runtime.PortTakenException;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.store.model.InvalidCatalogueException;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.UnfitTopicsException;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controller's program. It ends by itself when a newer controller has claimed its place, or the broker is gone. */
public final class ControllerMain {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerMain.class);
    private static final int ENDED_BY_ITSELF = 1;
    private static final int WRONGLY_CONFIGURED = 2;

    private ControllerMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (var life = ProgramLife.begin(System.getenv())) {
            ControllerConfig config = ControllerConfig.from(System.getenv());
            var program = new ControllerProgram(config, life, Clock.systemUTC());
            life.ready(config.host() + ":" + program.start());
            life.awaitEnd();
            @Nullable String fault = program.fault();
            if (fault != null) {
                System.exit(ENDED_BY_ITSELF);
            }
        } catch (InvalidConfigException | UnfitTopicsException | InvalidCatalogueException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(WRONGLY_CONFIGURED);
        } catch (PortTakenException | BrokerAwayException refused) {
            LOG.error(refused.getMessage());
            System.exit(ENDED_BY_ITSELF);
        } catch (IOException unreadable) {
            LOG.error("the controller can't start: {}", unreadable.toString());
            System.exit(ENDED_BY_ITSELF);
        }
    }
}
