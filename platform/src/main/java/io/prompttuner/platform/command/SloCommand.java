package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.SloList;
import io.prompttuner.platform.table.Table;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how well promises are kept. */
@Command(
        name = "slo",
        description = "Show how many deadlines were met and missed; attainment = met / (met + missed).",
        mixinStandardHelpOptions = true)
final class SloCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    SloCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        SloList list = gateway.client(surroundings).slo();
        output.show(surroundings.out(), list, () -> table(list));
        return ExitCode.OK;
    }

    private static Table table(SloList list) {
        var table = new Table("TENANT", "MET", "MISSED", "EXCLUDED", "LIVE", "ATTAINMENT");
        list.tenants()
                .forEach(slo -> table.row(
                        slo.tenant(),
                        slo.met(),
                        slo.missed(),
                        slo.excluded(),
                        slo.live(),
                        Spoken.percent(slo.attainment())));
        return table;
    }
}
