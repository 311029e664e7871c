package io.prompttuner.policies.drive;

import io.prompttuner.policies.drive.Drive.Order;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Jobs drawn by chance for {@link Drive}. */
public final class Orders {

    private Orders() {}

    /**
     * Of three models; some need more workers than there may be, some can't be in time.
     *
     * @param every seconds between two of them, in the mean
     */
    public static List<Order> of(int count, double every, Random chance) {
        return IntStream.range(0, count)
                .mapToObj(n -> order("j%03d".formatted(n), every * count * chance.nextDouble(), chance))
                .toList();
    }

    private static Order order(String id, double submitted, Random chance) {
        int last = 5 + chance.nextInt(150);
        return new Order(
                id,
                "abc".substring(chance.nextInt(3)).substring(0, 1),
                submitted,
                submitted + 10 + chance.nextInt(200),
                1 + chance.nextInt(12),
                last,
                1 + chance.nextInt(last));
    }
}
