package io.prompttuner.platform.command;

import io.prompttuner.platform.campaign.Campaign;
import io.prompttuner.platform.campaign.CampaignFailedException;
import io.prompttuner.platform.campaign.CampaignLog;
import io.prompttuner.platform.campaign.CampaignResult;
import io.prompttuner.platform.campaign.KillPlan;
import io.prompttuner.platform.campaign.RecoveryTable;
import io.prompttuner.platform.campaign.Specimen;
import io.prompttuner.platform.campaign.UpChild;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.PortProbe;
import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills every kind of process of a platform under load, and looks whether its tenants notice. */
@Command(
        name = "campaign",
        description =
                "Run a platform of its own under a steady load of tuning jobs, kill -9 each kind of its processes,"
                        + " keep the broker away for a minute, and compare how every accepted job ended with how it ends"
                        + " undisturbed.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every accepted job ended as it does undisturbed, and the gateway kept answering without a broker",
            "1:that is not so, or the campaign could not be run to its end"
        })
final class CampaignCommand implements Callable<Integer> {

    private static final int FIRST_PORT = 18_180;

    private final Surroundings surroundings;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty or new data directory. Default: a temporary one, which is kept.")
    private @Nullable Path data;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each kind of process is killed. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--trees",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often the supervisor is killed, and all with it. Default: ${DEFAULT-VALUE}.")
    private int trees;

    @Option(
            names = "--outages",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often the broker is killed and kept away for a minute. Default: ${DEFAULT-VALUE}.")
    private int outages;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "" + Specimen.COUNT,
            description = "How many different jobs the load repeats, at most " + Specimen.COUNT
                    + ". Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Append one JSON line for each kill, and a summary. Default: campaign.log in the directory.")
    private @Nullable Path log;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CampaignCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(
                rounds >= 0 && trees >= 0 && outages >= 0 && rounds + trees + outages > 0,
                "--rounds, --trees, --outages: nothing would be killed");
        require(jobs >= 1 && jobs <= Specimen.COUNT, "--jobs: expected from 1 to %d".formatted(Specimen.COUNT));
        DataDirectory directory = directory();
        CampaignResult result = run(directory, log == null ? directory.of("campaign.log") : log);
        RecoveryTable.of(result.recoveries()).forEach(surroundings.out()::println);
        result.faults().forEach(surroundings.out()::println);
        boolean holds = result.holds();
        surroundings
                .out()
                .printf(
                        "%s: %d kills, %d of %d accepted jobs ended as they do undisturbed%n",
                        holds ? "it holds" : "BROKEN",
                        result.recoveries().size(),
                        result.judgement().jobs() - result.judgement().faults().size(),
                        result.judgement().jobs());
        return holds ? ExitCode.OK : ExitCode.FAILURE;
    }

    private CampaignResult run(DataDirectory directory, Path file) throws IOException, InterruptedException {
        directory.create();
        LogTarget.file(directory, "campaign");
        surroundings.out().printf("data %s, log %s%n", directory.root(), file);
        var setting =
                new UpChild.Setting(directory, freePort(), "campaign", surroundings.home(), surroundings.environment());
        var campaign = new Campaign(
                setting,
                new KillPlan(rounds, trees, outages),
                Specimen.first(jobs),
                new CampaignLog(file),
                surroundings.out()::println,
                surroundings.clock());
        try (ProgramLife life = ProgramLife.begin(surroundings.environment())) {
            return campaign.run(life.with(UpChild.start(setting)));
        } catch (CampaignFailedException failed) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "%s; the logs are in %s".formatted(failed.getMessage(), directory.logs()));
        }
    }

    private DataDirectory directory() throws IOException {
        if (data == null) {
            return new DataDirectory(Files.createTempDirectory("prompttuner-campaign-"));
        }
        var directory = new DataDirectory(data);
        require(!Files.exists(directory.tokens()), "--data: a platform has run over this directory, name a new one");
        return directory;
    }

    private void require(boolean valid, String fault) {
        if (!valid) {
            throw new ParameterException(spec.commandLine(), fault);
        }
    }

    private static int freePort() {
        PortProbe probe = PortProbe.loopback();
        int port = FIRST_PORT;
        while (!probe.isFree(port)) {
            port++;
        }
        return port;
    }
}
