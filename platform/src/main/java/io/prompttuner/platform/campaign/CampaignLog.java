package io.prompttuner.platform.campaign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What remains of campaigns: one JSON object a line, appended.
 *
 * @param file made if it is not there
 */
public record CampaignLog(Path file) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One kill. */
    void kill(Recovery recovery) throws IOException {
        ObjectNode line = JSON.createObjectNode()
                .put("kill", recovery.target().word())
                .put("at", recovery.at().toString())
                .put("pid", recovery.pid())
                .put("recoverySeconds", recovery.seconds())
                .put("nextStepSeconds", recovery.stepSeconds());
        if (recovery.meanwhile() != null) {
            line.set("meanwhile", JSON.valueToTree(recovery.meanwhile()));
        }
        append(line);
    }

    /** One campaign. */
    void summary(CampaignResult result) throws IOException {
        ObjectNode line = JSON.createObjectNode()
                .put("summary", result.holds() ? "holds" : "broken")
                .put("kills", result.recoveries().size())
                .put("jobs", result.judgement().jobs());
        line.set("faults", JSON.valueToTree(result.faults()));
        append(line);
    }

    private void append(ObjectNode line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
