package io.prompttuner.trainer.run.elastic;

import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.group.grpc.GroupPort;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.run.ModelLoading;
import io.prompttuner.trainer.run.RefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A member as a process: started by {@link ElasticTuning}, told what to do by its standard input, and at an end when that
 * ends. Arguments: the model's directory and the devices.
 */
public final class MemberMain {

    private MemberMain() {}

    public static void main(String[] args) throws InterruptedException {
        var desk = new Desk(System.out);
        var over = new CountDownLatch(1);
        try (ProgramLife life = ProgramLife.begin(Map.of())) {
            life.with(
                    () -> { // native code must not be torn down under a step
                        desk.end();
                        over.await();
                    });
            var ears = new Thread(() -> listen(System.in, desk), "ears");
            ears.setDaemon(true);
            ears.start();
            try {
                serve(Path.of(args[0]), Devices.named(args[1]), desk);
            } finally {
                over.countDown();
            }
        }
        System.exit(0);
    }

    private static void serve(Path model, Devices devices, Desk desk) throws InterruptedException {
        try (LoadedModel loaded = ModelLoading.load(model, devices);
                GroupPort port = GroupPort.onLoopback()) {
            new MemberProgram(desk, loaded, port, Clock.systemUTC()).serve();
        } catch (RefusedException refused) {
            desk.say(Line.about("refused").with("faults", String.join("\n", refused.faults())));
        } catch (IOException | RuntimeException fault) {
            desk.say(Line.about("failed").with("fault", fault));
        }
    }

    private static void listen(InputStream told, Desk desk) {
        try (var lines = new BufferedReader(new InputStreamReader(told, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Line.decode(line).ifPresent(desk::told);
            }
        } catch (IOException gone) {
            desk.say(Line.about("failed").with("fault", gone));
        } finally {
            desk.end(); // whoever is in charge is gone
        }
    }
}
