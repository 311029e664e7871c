package io.prompttuner.platform.campaign;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.Tokens;
import io.prompttuner.platform.http.GatewayAwayException;
import io.prompttuner.platform.http.GatewayClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the same few jobs undisturbed, then again and again while one process after the other is killed, and holds what came
 * out against what it should be.
 *
 * @param specimens the jobs
 * @param screen takes one line for each thing that happens
 */
public record Campaign(
        UpChild.Setting setting,
        KillPlan plan,
        List<Specimen> specimens,
        CampaignLog log,
        Consumer<String> screen,
        InstantSource clock) {

    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(10));
    private static final Patience FOR_ALL_ENDS = new Patience(Duration.ofMinutes(15));

    /** Plays it on a platform that was just started and has never run a job. */
    public CampaignResult run(UpChild up) throws IOException, InterruptedException, CampaignFailedException {
        PATIENCE.await("all parts to be ready", up::isReady);
        CampaignClient client = client();
        Map<Specimen, Ending> undisturbed = undisturbed(client);
        String withdrawn = accepted(() -> client.submitEndless(specimens.get(0), "withdrawn"));
        Load load = Load.start(client, specimens);
        List<Recovery> recoveries = kills(new Killer(up, client, clock, PATIENCE), load, withdrawn);
        Map<String, Specimen> accepted = load.end();
        screen.accept("%d jobs were accepted meanwhile; waiting for the last to end".formatted(accepted.size() + 1));
        var result = new CampaignResult(recoveries, judge(client, undisturbed, accepted, withdrawn));
        log.summary(result);
        return result;
    }

    private CampaignClient client() throws IOException {
        DataDirectory data = setting.data();
        String token = Tokens.read(data.tokens()).byTenant().getOrDefault(setting.tenant(), "");
        URI gateway = URI.create("http://127.0.0.1:" + setting.port());
        return new CampaignClient(
                new GatewayClient(gateway, token),
                setting.home().resolve("testdata").resolve("tasks"));
    }

    private Map<Specimen, Ending> undisturbed(CampaignClient client)
            throws IOException, InterruptedException, CampaignFailedException {
        screen.accept("%d jobs run undisturbed, to compare".formatted(specimens.size()));
        Map<Specimen, String> jobs = new LinkedHashMap<>();
        for (Specimen specimen : specimens) {
            String key = "undisturbed-" + jobs.size();
            jobs.put(specimen, accepted(() -> client.submit(specimen, key)));
        }
        Map<Specimen, Ending> endings = new HashMap<>();
        for (Map.Entry<Specimen, String> job : jobs.entrySet()) {
            JobDescription ended = ended(client, job.getValue());
            endings.put(job.getKey(), Ending.of(ended));
            screen.accept("  %s, seed %d: %s at step %d"
                    .formatted(
                            job.getKey().task(),
                            job.getKey().seed(),
                            endings.get(job.getKey()),
                            ended.status().step()));
        }
        return endings;
    }

    /** Something that a busy gateway may put off. */
    private interface Submission {
        String submit() throws IOException;
    }

    /** The job's id, once it is accepted. */
    private static String accepted(Submission submission)
            throws IOException, InterruptedException, CampaignFailedException {
        List<String> job = new ArrayList<>();
        PATIENCE.await("the gateway to take a job", () -> {
            try {
                return job.add(submission.submit());
            } catch (GatewayAwayException passes) {
                return false;
            }
        });
        return job.get(0);
    }

    private List<Recovery> kills(Killer killer, Load load, String withdrawn)
            throws IOException, InterruptedException, CampaignFailedException {
        List<Target> order = plan.order();
        List<Recovery> recoveries = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            load.requireSound();
            if (i == plan.cancelBefore()) {
                cancel(killer.client(), withdrawn); // and what carries it out dies at once
            }
            Recovery recovery = order.get(i) == Target.BROKER_AWAY
                    ? new Outage(killer, load, specimens.get(0), "away-" + i).take()
                    : killer.kill(order.get(i));
            recoveries.add(recovery);
            log.kill(recovery);
            screen.accept("kill %d of %d: %s, back after %.1f s, next step after %.1f s"
                    .formatted(i + 1, order.size(), order.get(i).word(), recovery.seconds(), recovery.stepSeconds()));
        }
        return recoveries;
    }

    private void cancel(CampaignClient client, String job)
            throws IOException, InterruptedException, CampaignFailedException {
        PATIENCE.await("the gateway to take a cancel", () -> {
            try {
                client.cancel(job);
                return true;
            } catch (GatewayAwayException passes) {
                return false;
            }
        });
        screen.accept("the job that never ends by itself is cancelled");
    }

    private static Judgement judge(
            CampaignClient client, Map<Specimen, Ending> undisturbed, Map<String, Specimen> accepted, String withdrawn)
            throws IOException, InterruptedException, CampaignFailedException {
        List<Judgement.Ran> ran = new ArrayList<>();
        for (Map.Entry<String, Specimen> job : accepted.entrySet()) {
            Ending ending = Ending.of(ended(client, job.getKey()));
            ran.add(new Judgement.Ran(job.getKey(), job.getValue(), false, ending));
        }
        Specimen any = undisturbed.keySet().iterator().next();
        ran.add(new Judgement.Ran(withdrawn, any, true, Ending.of(ended(client, withdrawn))));
        return Judgement.of(undisturbed, ran);
    }

    private static JobDescription ended(CampaignClient client, String job)
            throws IOException, InterruptedException, CampaignFailedException {
        List<JobDescription> found = new ArrayList<>();
        FOR_ALL_ENDS.await(
                "job %s to end".formatted(job),
                () -> client.describe(job)
                        .filter(description -> description.outcome() != null)
                        .map(found::add)
                        .isPresent());
        return found.get(0);
    }
}
