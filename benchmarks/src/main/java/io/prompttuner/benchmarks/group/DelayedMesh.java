package io.prompttuner.benchmarks.group;

import io.prompttuner.trainer.group.Letter;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.live.Mesh;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A network that is further than it is: each letter is handed over so much later, in order. */
final class DelayedMesh implements Mesh {

    private final Mesh mesh;
    private final long nanos;
    private final BlockingQueue<Sent> wire = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::carry, "wire");

    /** A letter on its way, and when it arrives. */
    private record Sent(Letter letter, long due) {}

    DelayedMesh(Mesh mesh, long nanos) {
        this.mesh = mesh;
        this.nanos = nanos;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void follow(Roster roster) {
        mesh.follow(roster);
    }

    @Override
    public void send(Letter letter) {
        wire.add(new Sent(letter, System.nanoTime() + nanos));
    }

    @Override
    public void close() {
        thread.interrupt();
        mesh.close();
    }

    private void carry() {
        try {
            while (true) {
                Sent next = wire.take();
                TimeUnit.NANOSECONDS.sleep(next.due() - System.nanoTime());
                mesh.send(next.letter());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
