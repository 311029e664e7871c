package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that has been started and is not ready yet. */
final class Starting {

    private static final long PATIENCE_SECONDS = 120;

    private final MemberProcess process;
    private final Path log;
    private final BlockingQueue<Line> said;

    private Starting(MemberProcess process, Path log, BlockingQueue<Line> said) {
        this.process = process;
        this.log = log;
        this.said = said;
    }

    static Starting start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        var said = new LinkedBlockingQueue<Line>();
        var process = MemberProcess.start(command, environment, log, (who, line) -> said.add(line));
        return new Starting(process, log, said);
    }

    MemberProcess process() {
        return process;
    }

    /** Waits until it is ready. */
    MemberPool.Warm ready() throws IOException {
        Line line = first();
        if (line.isAbout("ready")) {
            return new MemberPool.Warm(process, (int) line.number("port"));
        }
        process.kill();
        if (line.isAbout("refused")) {
            throw new RefusedException(List.of(line.text("faults").split("\n")));
        }
        throw new IOException("a member did not become ready: %s%n%s"
                .formatted(line.optional("fault").orElse(line.about()), lastWords()));
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private Line first() {
        try {
            Line line = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return line == null ? Line.about("silent") : line;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Line.about("interrupted");
        }
    }
}
