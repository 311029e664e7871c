package io.prompttuner.platform.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ports of a data directory: chosen at its first start, kept for as long as nobody else takes one.
 *
 * @param path JSON
 */
public record PortsFile(Path path) {

    /** Below the range from which Linux serves clients, so that none of those takes the port of a part that is down. */
    private static final int LOWEST = 20_000;

    private static final int BEYOND = 32_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The kept ports if all are free, else new ones, which are kept from now on. */
    public Ports choose(RandomGenerator random, PortProbe probe) throws IOException {
        Optional<Ports> kept = read().filter(ports -> all(ports).allMatch(probe::isFree));
        if (kept.isPresent()) {
            return kept.get();
        }
        Ports chosen = free(random, probe);
        Files.writeString(path, JSON.writeValueAsString(chosen));
        return chosen;
    }

    private Optional<Ports> read() {
        try {
            return Files.exists(path) ? Optional.of(JSON.readValue(path.toFile(), Ports.class)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s is damaged: delete it".formatted(path), unreadable);
        }
    }

    private static Ports free(RandomGenerator random, PortProbe probe) {
        List<Integer> found = IntStream.generate(() -> random.nextInt(LOWEST, BEYOND))
                .distinct()
                .filter(probe::isFree)
                .limit(Ports.COUNT)
                .boxed()
                .toList();
        return new Ports(found.get(0), found.get(1), found.get(2), found.get(3), found.get(4), found.get(5));
    }

    private static Stream<Integer> all(Ports ports) {
        return Stream.of(
                ports.broker(),
                ports.elasticsearch(),
                ports.flink(),
                ports.supervisor(),
                ports.controller(),
                ports.bank());
    }
}
