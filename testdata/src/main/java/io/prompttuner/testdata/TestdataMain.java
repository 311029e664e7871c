package io.prompttuner.testdata;

import io.prompttuner.testdata.task.CommittedTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the committed tasks anew: {@code TestdataMain testdata/tasks}. */
public final class TestdataMain {

    private TestdataMain() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        for (Map.Entry<String, String> file : CommittedTasks.files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
