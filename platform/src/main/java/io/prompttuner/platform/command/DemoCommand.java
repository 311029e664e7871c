package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.GatewayJson;
import io.prompttuner.platform.assembly.LocalPlatform;
import io.prompttuner.platform.assembly.Preparation;
import io.prompttuner.platform.assembly.RefusedStartException;
import io.prompttuner.platform.assembly.UpRequest;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.PortProbe;
import io.prompttuner.platform.demo.Demo;
import io.prompttuner.platform.demo.DemoFailedException;
import io.prompttuner.platform.demo.DemoReport;
import io.prompttuner.platform.demo.ReportText;
import io.prompttuner.platform.demo.Workload;
import io.prompttuner.platform.http.GatewayAwayException;
import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the platform does, on real work, in a few minutes. */
@Command(
        name = "demo",
        description =
                "Run the whole platform on 23 tuning jobs of three tenants, report what came of them, and stop"
                        + " everything; Ctrl-C does so at any time. Takes minutes. Works over DIR/demo, which each demo begins anew.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every deadline was met, and, with the usual policy, the urgent job's by a pause alone and another's by"
                    + " sharing it alone",
            "1:it could not be played to its end, or showed less than it should with the usual policy: no pause that the"
                    + " urgent job needed, no second worker for a job that needed two, or fewer than three jobs that"
                    + " raced the bank's prompts",
            "5:a deadline was missed"
        })
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;
    private static final int FIRST_OTHER_PORT = 18_080;
    private static final int WORKERS = 2;
    private static final int LEAST_PAIRS = 3;

    private final Surroundings surroundings;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final SchedulingOptions scheduling = new SchedulingOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON, too.")
    private @Nullable Path report;

    private volatile boolean ending;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        scheduling.fault().ifPresent(fault -> {
            throw new CommandFailure(ExitCode.USAGE, fault);
        });
        var directory = new DataDirectory(data.in(surroundings).of("demo"));
        DemoReport shown = play(directory);
        ReportText.of(shown).forEach(surroundings.out()::println);
        if (report != null) {
            GatewayJson.mapper().writerWithDefaultPrettyPrinter().writeValue(report.toFile(), shown);
        }
        surroundings.out().println();
        DemoReport.JobLine first = shown.jobs().get(0);
        new Welcome(surroundings.out()).next(directory, first.tenant(), first.job());
        return exitCode(shown);
    }

    /** Of another policy than the usual one nobody expects a pause, or a second worker. */
    private int exitCode(DemoReport shown) {
        if (shown.totals().missed() > 0) {
            return ExitCode.DEADLINE_MISSED;
        }
        if (!scheduling.isUsual()) {
            return ExitCode.OK;
        }
        boolean pauseShown =
                shown.urgent().pausedJob() != null && shown.urgent().onlyAPauseHelped();
        boolean sharingShown = shown.shared().joined() != null && shown.shared().onlySharingHelped();
        boolean bankShown = shown.pairs().size() >= LEAST_PAIRS;
        return pauseShown && sharingShown && bankShown ? ExitCode.OK : ExitCode.FAILURE;
    }

    private DemoReport play(DataDirectory directory) throws Exception {
        var screen = new TerminalScreen(surroundings);
        Demo demo = begin(directory, screen);
        LogTarget.file(directory, "supervisor");
        try (ProgramLife life = ProgramLife.begin(surroundings.environment())) {
            LocalPlatform platform = start(request(directory));
            life.with(() -> {
                ending = true;
                screen.say("");
                screen.end("ending all parts");
                platform.close();
            });
            new Welcome(surroundings.out()).where(platform.installation());
            platform.board().onChange(() -> screen.health(platform));
            return demo.play(platform, surroundings.secrets());
        } catch (GatewayAwayException away) {
            throw new CommandFailure(
                    ExitCode.FAILURE, ending ? "ended before its end" : String.valueOf(away.getMessage()));
        } catch (DemoFailedException failed) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "%s; the logs are in %s".formatted(failed.getMessage(), directory.logs()));
        }
    }

    private static Demo begin(DataDirectory directory, TerminalScreen screen) throws IOException {
        try {
            return Demo.begin(directory, screen);
        } catch (DemoFailedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(refused.getMessage()));
        }
    }

    private UpRequest request(DataDirectory directory) {
        return new UpRequest(
                directory,
                freePort(),
                WORKERS,
                Workload.TENANTS,
                Optional.empty(),
                scheduling.scheduling(),
                surroundings.home());
    }

    private static int freePort() {
        PortProbe probe = PortProbe.loopback();
        int port = USUAL_PORT;
        while (!probe.isFree(port)) {
            port = port == USUAL_PORT ? FIRST_OTHER_PORT : port + 1;
        }
        return port;
    }

    private LocalPlatform start(UpRequest request) throws IOException {
        try {
            var preparation = new Preparation(surroundings.environment(), surroundings.secrets(), PortProbe.loopback());
            return LocalPlatform.start(request, preparation);
        } catch (RefusedStartException refused) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(refused.getMessage()));
        }
    }
}
