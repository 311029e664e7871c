package io.prompttuner.platform.assembly;

import io.prompttuner.bank.BankMain;
import io.prompttuner.controller.ControllerMain;
import io.prompttuner.embedded.elasticsearch.ElasticsearchHome;
import io.prompttuner.embedded.elasticsearch.ElasticsearchLaunch;
import io.prompttuner.embedded.elasticsearch.ElasticsearchSettings;
import io.prompttuner.embedded.kafka.KafkaNodeMain;
import io.prompttuner.gateway.GatewayMain;
import io.prompttuner.platform.djl.NativesMain;
import io.prompttuner.platform.flink.FlinkMain;
import io.prompttuner.platform.kafka.TopicsMain;
import io.prompttuner.platform.supervisor.ChildCommand;
import io.prompttuner.platform.supervisor.LogFile;
import io.prompttuner.platform.supervisor.Part;
import io.prompttuner.platform.supervisor.PartProcess;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.trainer.worker.process.WorkerJvm;
import io.prompttuner.trainer.worker.process.WorkerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of one installation: who needs whom, how big each may be, and what each is told. */
public final class PlatformParts {

    static final String BROKER = "broker";
    static final String TOPICS = "topics";
    static final String NATIVES = "natives";
    static final String ELASTICSEARCH = "elasticsearch";
    static final String FLINK = "flink";
    static final String CONTROLLER = "controller";
    static final String BANK = "bank";
    static final String GATEWAY = "gateway";

    /** They talk to the others, and end before them. */
    private static final int FIRST = 0;

    private static final int SECOND = 1;
    private static final int THIRD = 2;

    private final Installation installation;

    public PlatformParts(Installation installation) {
        this.installation = installation;
    }

    /** All parts, in the order of their start. */
    public List<Part> all() {
        return List.of(broker(), topics(), natives(), flink(), controller(), gateway(), elasticsearch(), bank());
    }

    private Part broker() {
        List<String> arguments = List.of(
                installation.data().of("kafka").toString(),
                String.valueOf(installation.ports().broker()));
        var program = new Program(224, KafkaNodeMain.class, arguments, Map.of());
        return serving(BROKER, Set.of(), THIRD, program);
    }

    private Part topics() {
        var program = new Program(64, TopicsMain.class, List.of(), kafka());
        return once(TOPICS, Set.of(BROKER), program);
    }

    private Part natives() {
        return once(NATIVES, Set.of(), new Program(96, NativesMain.class, List.of(), models()));
    }

    private Part flink() {
        Map<String, String> environment = with(
                installation.scheduling().environment(),
                "PROMPTTUNER_KAFKA",
                installation.brokerAddress(),
                "PROMPTTUNER_FLINK_DATA",
                installation.data().of(FLINK).toString(),
                "PROMPTTUNER_FLINK_PORT",
                String.valueOf(installation.ports().flink()));
        return serving(FLINK, Set.of(TOPICS), SECOND, new Program(640, FlinkMain.class, List.of(), environment));
    }

    private Part controller() {
        Map<String, String> environment = with(
                models(),
                "PROMPTTUNER_KAFKA",
                installation.brokerAddress(),
                "PROMPTTUNER_CONTROLLER_PORT",
                String.valueOf(installation.ports().controller()),
                "PROMPTTUNER_STORE",
                installation.data().store().toString(),
                "PROMPTTUNER_GPUS",
                String.valueOf(installation.workers()),
                "PROMPTTUNER_SUPERVISOR",
                "http://" + Installation.loopback(installation.ports().supervisor()),
                "PROMPTTUNER_SUPERVISOR_TOKEN",
                installation.supervisorToken());
        var program = new Program(112, ControllerMain.class, List.of(), environment);
        return serving(CONTROLLER, Set.of(TOPICS, NATIVES), FIRST, program);
    }

    private Part bank() {
        Map<String, String> environment = with(
                kafka(),
                "PROMPTTUNER_ELASTICSEARCH",
                "http://" + Installation.loopback(installation.ports().elasticsearch()),
                "PROMPTTUNER_BANK_PORT",
                String.valueOf(installation.ports().bank()));
        return serving(BANK, Set.of(TOPICS), FIRST, new Program(128, BankMain.class, List.of(), environment));
    }

    private Part gateway() {
        Map<String, String> environment = with(
                models(),
                "PROMPTTUNER_KAFKA",
                installation.brokerAddress(),
                "PROMPTTUNER_GATEWAY_PORT",
                String.valueOf(installation.gatewayPort()),
                "PROMPTTUNER_STORE",
                installation.data().store().toString(),
                "PROMPTTUNER_BANK",
                Installation.loopback(installation.ports().bank()),
                "PROMPTTUNER_TOKENS",
                installation.data().tokenHashes().toString());
        return serving(GATEWAY, Set.of(TOPICS), FIRST, new Program(128, GatewayMain.class, List.of(), environment));
    }

    private Part elasticsearch() {
        var settings = new ElasticsearchSettings(
                new ElasticsearchHome(installation.elasticsearchHome()),
                installation.data().of(ELASTICSEARCH),
                installation.ports().elasticsearch(),
                384,
                true);
        var log = new LogFile(installation.data().log(ELASTICSEARCH));
        return new Part(ELASTICSEARCH, Set.of(), SECOND, Part.Kind.SERVES, () -> {
            var launch = new ElasticsearchLaunch(settings);
            var command = new ChildCommand(installation.ownSession(), launch.prepare(), Map.of());
            return PartProcess.start(command, () -> launch.address().isPresent(), log);
        });
    }

    /** The process of a worker; it reports to the controller, not to us. */
    public Process worker(String id, String baseModel) throws IOException {
        String name = workerName(id);
        Map<String, String> environment = with(
                models(),
                "PROMPTTUNER_WORKER_ID",
                id,
                "PROMPTTUNER_BASE_MODEL",
                baseModel,
                "PROMPTTUNER_CONTROLLER",
                Installation.loopback(installation.ports().controller()),
                "PROMPTTUNER_KAFKA",
                installation.brokerAddress(),
                "PROMPTTUNER_STORE",
                installation.data().store().toString(),
                "PROMPTTUNER_BANK",
                Installation.loopback(installation.ports().bank()));
        environment.putAll(WorkerJvm.ENVIRONMENT);
        var program = new Program(128, WorkerJvm.OPTIONS, WorkerMain.class, List.of(), environment);
        return command(name, program).start(new LogFile(installation.data().log(name)));
    }

    /** Of its log and its ready file. */
    static String workerName(String id) {
        return "worker-" + id;
    }

    private Part once(String name, Set<String> after, Program program) {
        return new Part(name, after, FIRST, Part.Kind.DOES_ONCE, launcher(name, program));
    }

    private Part serving(String name, Set<String> after, int wave, Program program) {
        return new Part(name, after, wave, Part.Kind.SERVES, launcher(name, program));
    }

    private Map<String, String> kafka() {
        return Map.of("PROMPTTUNER_KAFKA", installation.brokerAddress());
    }

    private Map<String, String> models() {
        return Map.of("PROMPTTUNER_MODELS", installation.models().toString());
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private Part.Launcher launcher(String name, Program program) {
        ChildCommand command = command(name, program);
        var log = new LogFile(installation.data().log(name));
        Path ready = installation.data().readyFile(name);
        return () -> {
            Files.deleteIfExists(ready); // what an earlier life said
            return PartProcess.start(command, () -> Files.exists(ready), log);
        };
    }

    private ChildCommand command(String name, Program program) {
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.put(ProgramLife.END_WITH_PARENT, "true");
        environment.put(
                ProgramLife.READY_FILE, installation.data().readyFile(name).toString());
        List<String> line = installation
                .java()
                .of(program.heap(), program.options(), program.mainClass().getName(), program.arguments());
        return new ChildCommand(installation.ownSession(), line, environment);
    }
}
