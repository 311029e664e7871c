package io.prompttuner.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsFileTest {

    @TempDir
    private Path directory;

    private PortsFile file = new PortsFile(Path.of("ports.json"));

    @BeforeEach
    void useAnEmptyDirectory() {
        file = new PortsFile(directory.resolve("ports.json"));
    }

    @Test
    void keepsThePortsOfTheLastStart() throws IOException {
        Ports first = file.choose(new Random(1), port -> true);

        assertThat(file.choose(new Random(2), port -> true)).isEqualTo(first);
    }

    @Test
    void choosesAnewWhenSomebodyTookOne() throws IOException {
        Ports first = file.choose(new Random(1), port -> true);

        Ports second = file.choose(new Random(2), port -> port != first.bank());

        assertThat(second).isNotEqualTo(first);
        assertThat(file.choose(new Random(3), port -> true)).isEqualTo(second);
    }

    @Test
    void staysBelowThePortsThatClientsGet() throws IOException {
        Ports ports = file.choose(new Random(1), port -> port % 2 == 0);

        assertThat(List.of(
                        ports.broker(),
                        ports.elasticsearch(),
                        ports.flink(),
                        ports.supervisor(),
                        ports.controller(),
                        ports.bank()))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20_000 && port < 32_000 && port % 2 == 0);
    }
}
