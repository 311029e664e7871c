package io.prompttuner.platform.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.platform.http.GatewayRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A job as a person writes it down, in YAML or JSON: what the gateway takes, but that the dataset may be named by its path,
 * taken from where the file lies. What the fields may hold is the gateway's to judge, all faults at once.
 *
 * @param path of the file
 */
record JobFile(Path path) {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String DATASET = "dataset";

    /** What is sent to the gateway: the dataset is uploaded and named by its hash. */
    JsonNode request(GatewayClient gateway) throws IOException {
        ObjectNode job = read();
        String dataset = job.path(DATASET).asText("");
        if (dataset.isEmpty() || HASH.matcher(dataset).matches()) {
            return job;
        }
        try {
            return job.put(DATASET, gateway.upload(content(dataset)).sha256());
        } catch (GatewayRefusedException refused) {
            throw refused(refused.faults(), job, gateway);
        } catch (UnreadableDataset unreadable) {
            throw refused(List.of(String.valueOf(unreadable.getMessage())), job, gateway);
        }
    }

    /** The faults of the dataset, and those that the rest of the job has besides. */
    private CommandFailure refused(List<String> ofDataset, ObjectNode job, GatewayClient gateway) {
        List<String> faults = new ArrayList<>();
        ofDataset.forEach(fault -> faults.add("  %s: %s".formatted(DATASET, fault)));
        try {
            gateway.dryRun(job.without(DATASET), "only-looking");
        } catch (GatewayRefusedException others) {
            others.faults().stream()
                    .filter(fault -> !fault.startsWith(DATASET + ":"))
                    .forEach(fault -> faults.add("  " + fault));
        }
        return new CommandFailure(
                ExitCode.REFUSED, "Not a job:" + System.lineSeparator() + String.join(System.lineSeparator(), faults));
    }

    private ObjectNode read() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new CommandFailure(ExitCode.USAGE, path + ": no such file");
        }
        try {
            if (YAML.readTree(Files.readAllBytes(path)) instanceof ObjectNode job) {
                return job;
            }
            throw new CommandFailure(ExitCode.USAGE, path + ": expected fields such as `name: emotion/street`");
        } catch (JsonProcessingException malformed) {
            throw new CommandFailure(ExitCode.USAGE, "%s: %s".formatted(path, where(malformed)));
        }
    }

    private static String where(JsonProcessingException malformed) {
        String reason = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
        return malformed.getLocation() == null
                ? reason
                : "line %d: %s".formatted(malformed.getLocation().getLineNr(), reason);
    }

    private byte[] content(String dataset) throws IOException {
        Path file = path.toAbsolutePath().resolveSibling(dataset).normalize();
        if (!Files.isRegularFile(file)) {
            throw new UnreadableDataset("no such file: " + file);
        }
        return Files.readAllBytes(file);
    }

    /** Told together with the other faults of the job. */
    private static final class UnreadableDataset extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableDataset(String message) {
            super(message);
        }
    }
}
