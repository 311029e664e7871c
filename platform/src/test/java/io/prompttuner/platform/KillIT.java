package io.prompttuner.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.platform.campaign.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The kill campaign as its user would run it, once through all kinds of processes, with a broker that stays away. */
class KillIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MINUTES = 40;
    private static final int JOBS = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) // the logs of a failure are kept
    private Path directory;

    @Test
    void everyAcceptedJobEndsAsUndisturbedThoughEveryKindOfProcessIsKilledAndTheBrokerAwayForAMinute()
            throws Exception {
        Path log = directory.resolve("campaign.log");
        try (RealProgram campaign = RealProgram.start(directory.resolve("campaign.out"), arguments(log), Map.of())) {
            assertThat(campaign.process().waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .isTrue();
            assertThat(campaign.process().exitValue()).as(campaign.output()).isZero();
        }

        List<JsonNode> lines = read(log);
        assertThat(lines.stream()
                        .filter(line -> line.has("kill"))
                        .map(line -> line.path("kill").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Target.values()).stream().map(Target::word).toList());
        JsonNode summary = lines.get(lines.size() - 1);
        assertThat(summary.path("summary").asText()).isEqualTo("holds");
        assertThat(summary.path("jobs").asInt()).isGreaterThan(JOBS);
    }

    private List<String> arguments(Path log) {
        return List.of(
                "campaign",
                "--data",
                directory.resolve("data").toString(),
                "--log",
                log.toString(),
                "--rounds",
                "1",
                "--trees",
                "1",
                "--outages",
                "1",
                "--jobs",
                String.valueOf(JOBS));
    }

    private static List<JsonNode> read(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.map(KillIT::parsed).toList();
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException broken) {
            throw new AssertionError(line, broken);
        }
    }
}
