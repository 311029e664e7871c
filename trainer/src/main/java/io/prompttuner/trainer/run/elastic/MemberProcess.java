package io.prompttuner.trainer.run.elastic;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A member's process, seen from whoever is in charge. */
final class MemberProcess implements AutoCloseable {

    private static final long END_SECONDS = 20;

    private final Process process;
    private final PrintWriter words;
    private volatile BiConsumer<MemberProcess, Line> listener;

    private MemberProcess(Process process, BiConsumer<MemberProcess, Line> listener) {
        this.process = process;
        this.listener = listener;
        this.words = new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)), true);
    }

    /** Starts one, which {@code listener} is told about; {@code log} gets what it and its libraries say to nobody in particular. */
    static MemberProcess start(
            List<String> command, Map<String, String> environment, Path log, BiConsumer<MemberProcess, Line> listener)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        var member = new MemberProcess(builder.start(), listener);
        var ears = new Thread(member::listen, "member-" + member.process.pid());
        ears.setDaemon(true);
        ears.start();
        return member;
    }

    /** Whom to tell what it says from now on, and that it is gone. */
    void tell(BiConsumer<MemberProcess, Line> newListener) {
        listener = newListener;
    }

    void say(Line line) {
        words.println(line.encode());
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What no process survives: SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Lets it end by itself, and returns at once. */
    void dismiss() {
        words.close();
    }

    /** Lets it end by itself, and does not wait for ever. */
    @Override
    public void close() {
        dismiss();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Optional<Line> line = Line.decode(text);
                line.ifPresent(said -> listener.accept(this, said));
            }
        } catch (IOException broken) {
            process.destroyForcibly(); // a member nobody hears is no member
        }
        listener.accept(this, Line.about("gone"));
    }
}
