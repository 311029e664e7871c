package io.prompttuner.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    void closesItsPartsWhenTheParentIsGoneThoughNobodyWaitsForTheEnd() throws Exception {
        var life = ProgramLife.owned();
        var over = new CountDownLatch(1);
        life.with(over::countDown);

        life.watch(InputStream.nullInputStream());

        assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
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
