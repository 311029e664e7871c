package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.BankList;
import io.prompttuner.platform.table.Table;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what the prompt bank knows. */
@Command(
        name = "bank",
        description =
                "List the prompts of the bank, newest first: their task, the nearest other task, how often they were"
                        + " used and how many steps they saved.",
        mixinStandardHelpOptions = true)
final class BankCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    BankCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        BankList list = gateway.client(surroundings).bank(limit);
        output.show(surroundings.out(), list, () -> table(list));
        return ExitCode.OK;
    }

    private static Table table(BankList list) {
        var table = new Table("TASK", "JOB", "STEPS", "HELD-OUT", "NEAREST TASK", "COSINE", "USES", "STEPS SAVED");
        list.prompts()
                .forEach(prompt -> table.row(
                        prompt.task(),
                        prompt.job(),
                        prompt.steps(),
                        Spoken.number(prompt.loss()),
                        Spoken.orNothing(prompt.nearestTask()),
                        Spoken.number(prompt.nearestSimilarity()),
                        prompt.uses(),
                        "%.0f".formatted(prompt.stepsSaved())));
        return table;
    }
}
