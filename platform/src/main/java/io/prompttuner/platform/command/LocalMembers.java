package io.prompttuner.platform.command;

import io.prompttuner.platform.assembly.JavaLine;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.run.elastic.MemberMain;
import io.prompttuner.trainer.run.elastic.MemberPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes of this same program that tune a prompt together, and their logs, for as long as the command runs. */
final class LocalMembers implements AutoCloseable {

    private static final int HEAP_MIB = 160;

    private final Path logs;
    private final MemberPool pool;

    LocalMembers(Path model, Devices devices) throws IOException {
        this.logs = Files.createTempDirectory("prompttuner-members-");
        List<String> command = JavaLine.asOurs()
                .of(
                        HEAP_MIB,
                        List.of(),
                        MemberMain.class.getName(),
                        List.of(model.toAbsolutePath().toString(), devices.toString()));
        this.pool = new MemberPool(command, Map.of("OMP_NUM_THREADS", "1"), logs, false);
    }

    MemberPool pool() {
        return pool;
    }

    /** Ends the processes; none is left when it returns. */
    @Override
    public void close() throws IOException {
        pool.close();
        try (Stream<Path> paths = Files.walk(logs)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
