package io.prompttuner.trainer.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A process with the options of a worker wipes what nobody refers to, wherever its heap has put it. */
class HeapWipeIT {

    private static final String SEED = "42";
    private static final int FOUR = 4;

    @Test
    void nothingIsLeftInAHeapThatHadToGrowAndShrinksAgain() throws Exception {
        Traces traces = new Traces().tokens("secret", secret(SEED));
        Process process = start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            var memory = new ProcessMemory(process.pid());

            assertThat(said.readLine()).isEqualTo("filled");
            assertThat(memory.search(traces)).isNotEmpty();

            process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
            assertThat(said.readLine()).isEqualTo("wiped");
            assertThat(memory.search(traces)).isEmpty();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start() throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx96m");
        line.addAll(WorkerJvm.OPTIONS);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Tenant.class.getName(), SEED));
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int[] secret(String seed) {
        return new Random(Long.parseLong(seed)).ints(FOUR).toArray();
    }

    /** Needs a large heap for a while, fills all of its young part with a secret, and lets go of everything. */
    static final class Tenant {

        private static final int MANY = 100_000;

        private Tenant() {}

        public static void main(String[] arguments) throws IOException {
            grow();
            long sum = use(arguments[0]);
            say("filled");
            int went = System.in.read();
            HeapWipe.run();
            say("wiped");
            System.exit((int) (sum + went + System.in.read()) & 1); // stays until it is killed
        }

        private static void grow() {
            List<byte[]> live = IntStream.range(0, 50)
                    .mapToObj(megabyte -> new byte[1 << 20])
                    .toList();
            System.gc();
            if (live.isEmpty()) {
                throw new AssertionError();
            }
        }

        private static long use(String seed) {
            int[] secret = secret(seed);
            long sum = 0;
            for (int i = 0; i < MANY; i++) {
                int[] copies = new int[63 * FOUR];
                for (int at = 0; at < copies.length; at += FOUR) {
                    System.arraycopy(secret, 0, copies, at, FOUR);
                }
                sum += copies[i % copies.length];
            }
            return sum;
        }

        /** Not closed: it is the process's own. */
        private static void say(String word) throws IOException {
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            out.write((word + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
