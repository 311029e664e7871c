package io.prompttuner.gateway;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.gateway.http.HttpGateway;
import io.prompttuner.runtime.PortTakenException;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.UnfitTopicsException;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's program. Ends with 2 if it is told nonsense, with 1 if it can't start otherwise; each time it says why. */
public final class GatewayMain {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

    private GatewayMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (var life = ProgramLife.begin(System.getenv())) {
            GatewayConfig config = GatewayConfig.from(System.getenv());
            HttpGateway http = new Gateway(config, Clock.systemUTC(), life).start();
            life.ready("http://%s:%d".formatted(config.host(), http.port()));
            life.awaitEnd();
        } catch (InvalidConfigException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
        } catch (PortTakenException | UnfitTopicsException | BrokerAwayException refused) {
            LOG.error(refused.getMessage());
            System.exit(1);
        } catch (IOException unreadable) {
            LOG.error("the gateway can't start: {}", unreadable.toString());
            System.exit(1);
        }
    }
}
