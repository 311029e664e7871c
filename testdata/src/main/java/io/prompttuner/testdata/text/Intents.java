package io.prompttuner.testdata.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** What somebody wants: "rosa hopes to lease a van". */
public final class Intents {

    private static final List<List<String>> WISHES = List.of(
            List.of("wants to buy", "hopes to purchase", "would like to get"),
            List.of("wants to sell", "tries to trade away", "would like to auction"),
            List.of("wants to repair", "needs to fix", "tries to mend"),
            List.of("wants to rent", "hopes to lease", "would like to borrow"));
    private static final List<Goods> GOODS = List.of(
            new Goods("media", Words.of("radio album camera guitar piano")),
            new Goods("furniture", Words.of("lamp table sofa desk shelf")),
            new Goods("home", Words.of("heater fan oven fridge boiler")),
            new Goods("vehicle", Words.of("bike boat truck van scooter")),
            new Goods("garden", Words.of("mower ladder fence pump shovel")));

    private record Goods(String name, List<String> things) {}

    private Intents() {}

    /** What one can want something of. */
    public static List<String> goods() {
        return GOODS.stream().map(Goods::name).toList();
    }

    /**
     * A sentence that tells a wish.
     *
     * @param wish to buy, sell, repair, rent, from 0
     */
    public static String sentence(RandomGenerator random, int goods, int wish) {
        return "%s %s a %s"
                .formatted(
                        Draw.one(random, Words.PEOPLE),
                        Draw.one(random, WISHES.get(wish)),
                        Draw.one(random, GOODS.get(goods).things));
    }

    static String any(RandomGenerator random) {
        return sentence(random, random.nextInt(GOODS.size()), random.nextInt(WISHES.size()));
    }
}
