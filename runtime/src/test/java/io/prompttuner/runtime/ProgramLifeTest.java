package io.prompttuner.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramLifeTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void closesPartsLastOpenedFirst() throws InterruptedException {
        var life = ProgramLife.owned();
        life.with(() -> closed.add("broker"));
        life.with(() -> closed.add("job"));

        life.end();
        life.awaitEnd();

        assertThat(closed).containsExactly("job", "broker");
    }

    @Test
    void closesTheOthersWhenOnePartFails() {
        var life = ProgramLife.owned();
        life.with(() -> closed.add("broker"));
        life.with(() -> {
            throw new IllegalStateException("stuck");
        });

        life.close();

        assertThat(closed).containsExactly("broker");
    }

    @Test
    void closesEachPartOnce() {
        var life = ProgramLife.owned();
        life.with(() -> closed.add("broker"));

        life.close();
        life.close();

        assertThat(closed).containsExactly("broker");
    }
}
