package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.Numerics;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.trainer.model.Gpt2Config;
import io.prompttuner.trainer.model.TextCodec;
import io.prompttuner.trainer.task.TaskEncoder;
import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TaskFeatures;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Team;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A place to run jobs at: real stores in a directory, a model one can do in the head, a log and orders to script. */
final class Bench implements Orders {

    static final ContentHash MODEL_HASH = ContentHash.of(new byte[] {1});
    private static final Gpt2Config CONFIG = new Gpt2Config(1, 1, BowlModel.WIDTH, 2, 100, 64, 1e-5, -1);

    /** A worker that shares its job with nobody. */
    static final Team ALONE = new Team("group-1", 1, List.of(new Team.Seat("worker-1", "member-1", "nowhere")));

    private static final TenantSlug TENANT = new TenantSlug(Jobs.TENANT);

    final ReportLog log = new ReportLog();
    Stores stores;
    BankLookup bank = (job, features, k) -> Optional.empty();
    Habits habits = new Habits(Duration.ofSeconds(10), 3, 0, 0);
    Duration perStep = Duration.ofMillis(1);

    /** What is ordered at the n-th boundary of a run, counted from 1, at this step; null to go on. */
    BiFunction<Integer, Long, Order> script = (boundary, step) -> null;

    int rests;
    private int boundaries;
    private Order current = new Order.Leave();
    private Instant now = Instant.EPOCH;
    private @Nullable Assign assigned;

    Bench(Path directory) {
        var in = DirectoryStores.in(directory, () -> now);
        this.stores = new Stores(in.datasets(), in.prompts(), in.checkpoints());
    }

    /** A task whose answers pull the prompt towards 4. */
    String task() {
        String train =
                IntStream.range(0, 12).mapToObj(i -> line(3 + i % 3, "train")).collect(Collectors.joining());
        String heldOut = IntStream.range(0, 4).mapToObj(i -> line(4, "heldout")).collect(Collectors.joining());
        return dataset(train + heldOut);
    }

    String dataset(String lines) {
        return stores.datasets()
                .put(TENANT, lines.getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /** Puts a prompt into the tenant's store. */
    PromptRef prompt(float... values) {
        return prompt(MODEL_HASH, values);
    }

    PromptRef prompt(ContentHash model, float... values) {
        byte[] bytes = PromptFile.bytes(values, BowlModel.WIDTH);
        return stores.prompts().put(TENANT, bytes, new PromptManifest(model, model, 1, Map.of(), "plain", numerics()));
    }

    float[] prompt(String hash) throws IOException {
        return PromptFile.read(stores.prompts().get(ref(hash)).orElseThrow().prompt(), BowlModel.WIDTH);
    }

    static PromptRef ref(String hash) {
        return new PromptRef(TENANT, new ContentHash(hash));
    }

    PromptManifest manifest(String hash) {
        return (PromptManifest) stores.prompts().get(ref(hash)).orElseThrow().manifest();
    }

    Finished run(Jobs job, long attempt) {
        return run(job, attempt, 1);
    }

    Finished run(Jobs job, long attempt, double batchScale) {
        return run(new Assign(job.submitted(1, 4), attempt, batchScale, ALONE));
    }

    Finished run(Assign assign) {
        assigned = assign;
        boundaries = 0;
        current = goOn();
        return new AttemptRunner(place()).run(assign);
    }

    @Override
    public Order at(long step) {
        now = now.plus(perStep);
        boundaries++;
        Order ordered = script.apply(boundaries, step);
        current = ordered == null ? current : ordered;
        return current;
    }

    @Override
    public Order pending() {
        return current;
    }

    @Override
    public void ending() {
        current = current.endsWaiting() ? current : goOn();
    }

    @Override
    public void rest(Duration time) {
        rests++;
        now = now.plus(time);
    }

    /** From now on until something else is ordered. */
    void order(Order order) {
        current = order;
    }

    int boundaries() {
        return boundaries;
    }

    private Order goOn() {
        Assign at = Objects.requireNonNull(assigned);
        return new Order.GoOn(at.attempt(), at.batchScale(), at.team());
    }

    private Workplace place() {
        GroupDoor door = new MemoryNetwork();
        return new Workplace("worker-1", replica(), stores, log, bank, this, door, habits, () -> 300L, () -> now);
    }

    static Replica replica() {
        var model = new BowlModel(1);
        return new Replica(
                Jobs.MODEL,
                MODEL_HASH,
                model,
                new TaskEncoder(new Numbers(), CONFIG),
                TaskFeatures.uncentred(model),
                Bench::manifest);
    }

    private static PromptManifest manifest(
            ContentHash data, long seed, TuningSettings settings, StopRule stop, String initial) {
        return new PromptManifest(
                MODEL_HASH, data, seed, Map.of("learningRate", settings.learningRate()), initial, numerics());
    }

    private static Numerics numerics() {
        return new Numerics("f32", 1, "none", "head");
    }

    private static String line(int place, String split) {
        return "{\"input\": \"%d\", \"target\": \"1\", \"split\": \"%s\"}%n".formatted(place, split);
    }

    /** Texts are numbers, and numbers tokens. */
    private record Numbers() implements TextCodec {
        @Override
        public int[] encode(String text) {
            return text.isBlank()
                    ? new int[0]
                    : Arrays.stream(text.strip().split(" "))
                            .mapToInt(Integer::parseInt)
                            .toArray();
        }

        @Override
        public String decode(int[] tokens) {
            return Arrays.stream(tokens).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    static List<String> kinds(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }
}
