package io.prompttuner.platform.assembly;

import io.prompttuner.embedded.elasticsearch.ElasticsearchHome;
import io.prompttuner.embedded.elasticsearch.ElasticsearchSettings;
import io.prompttuner.embedded.kafka.KafkaNodeMain;
import io.prompttuner.platform.elastic.ElasticsearchPart;
import io.prompttuner.platform.kafka.TopicsMain;
import io.prompttuner.platform.supervisor.ChildCommand;
import io.prompttuner.platform.supervisor.LogFile;
import io.prompttuner.platform.supervisor.Part;
import io.prompttuner.platform.supervisor.PartProcess;
import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of one installation: who needs whom, how big each may be, and what each is told. */
public final class PlatformParts {

    static final String BROKER = "broker";
    static final String TOPICS = "topics";
    static final String ELASTICSEARCH = "elasticsearch";

    /** Those that others write to end after them. */
    private static final int SECOND = 1;

    private static final int THIRD = 2;

    private final Installation installation;

    public PlatformParts(Installation installation) {
        this.installation = installation;
    }

    /** All parts, in the order of their start. */
    public List<Part> all() {
        return List.of(broker(), topics(), elasticsearch());
    }

    private Part broker() {
        List<String> arguments = List.of(
                installation.data().of("kafka").toString(),
                String.valueOf(installation.ports().broker()));
        var program = new Program(224, KafkaNodeMain.class.getName(), arguments, Map.of());
        return serving(BROKER, Set.of(), THIRD, program);
    }

    private Part topics() {
        var program = new Program(64, TopicsMain.class.getName(), List.of(), kafka());
        return new Part(TOPICS, Set.of(BROKER), 0, Part.Kind.DOES_ONCE, launcher(TOPICS, program));
    }

    private Part elasticsearch() {
        var settings = new ElasticsearchSettings(
                new ElasticsearchHome(installation.elasticsearchHome()),
                installation.data().of(ELASTICSEARCH),
                installation.ports().elasticsearch(),
                384,
                true);
        return new Part(ELASTICSEARCH, Set.of(), SECOND, Part.Kind.SERVES, () -> ElasticsearchPart.start(settings));
    }

    /** The process of a worker; it reports to the controller, not to us. */
    public Process worker(String id, String baseModel) throws IOException {
        String name = "worker-" + id;
        Map<String, String> environment = Map.of(
                "PROMPTTUNER_WORKER_ID",
                id,
                "PROMPTTUNER_BASE_MODEL",
                baseModel,
                "PROMPTTUNER_MODELS",
                installation.models().toString(),
                "PROMPTTUNER_CONTROLLER",
                Installation.loopback(installation.ports().controller()),
                "PROMPTTUNER_KAFKA",
                installation.brokerAddress(),
                "PROMPTTUNER_STORE",
                installation.data().store().toString(),
                "PROMPTTUNER_BANK",
                Installation.loopback(installation.ports().bank()),
                "OMP_NUM_THREADS",
                "1",
                "DJL_OFFLINE",
                "true",
                "OPT_OUT_TRACKING",
                "true");
        var program = new Program(128, "io.prompttuner.trainer.WorkerMain", List.of(), environment);
        return command(name, program).start(new LogFile(installation.data().log(name)));
    }

    private Part serving(String name, Set<String> after, int wave, Program program) {
        return new Part(name, after, wave, Part.Kind.SERVES, launcher(name, program));
    }

    private Map<String, String> kafka() {
        return Map.of("PROMPTTUNER_KAFKA", installation.brokerAddress());
    }

    private Part.Launcher launcher(String name, Program program) {
        ChildCommand command = command(name, program);
        var log = new LogFile(installation.data().log(name));
        return () -> PartProcess.start(command, installation.data().readyFile(name), log);
    }

    private ChildCommand command(String name, Program program) {
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.put(ProgramLife.END_WITH_PARENT, "true");
        environment.put(
                ProgramLife.READY_FILE, installation.data().readyFile(name).toString());
        List<String> line = installation.java().of(program.heap(), program.mainClass(), program.arguments());
        return new ChildCommand(installation.ownSession(), line, environment);
    }
}
