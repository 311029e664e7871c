package io.prompttuner.simulator.report;

import io.prompttuner.policies.PolicySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results sorted by scene and policy, both in the order in which they first came. */
final class Findings {

    private final Map<Scene, Map<PolicySpec, List<Judged>>> runs = new LinkedHashMap<>();
    private final List<PolicySpec> policies;

    private Findings(List<Judged> all) {
        var seen = new LinkedHashSet<PolicySpec>();
        for (Judged run : all) {
            seen.add(run.result().policy());
            runs.computeIfAbsent(Scene.of(run.result()), scene -> new LinkedHashMap<>())
                    .computeIfAbsent(run.result().policy(), policy -> new ArrayList<>())
                    .add(run);
        }
        this.policies = List.copyOf(seen);
    }

    static Findings of(List<Judged> all) {
        return new Findings(all);
    }

    List<Scene> scenes() {
        return List.copyOf(runs.keySet());
    }

    /** Those for which something is the same, by that. */
    <K> Map<K, List<Scene>> scenesBy(Function<Scene, K> key) {
        var groups = new LinkedHashMap<K, List<Scene>>();
        runs.keySet()
                .forEach(scene -> groups.computeIfAbsent(key.apply(scene), any -> new ArrayList<>())
                        .add(scene));
        return groups;
    }

    List<PolicySpec> policies() {
        return policies;
    }

    /** One of each name: the one without switches, or else the first. */
    List<PolicySpec> plain() {
        return families().values().stream().map(family -> family.get(0)).toList();
    }

    /** All variants of each name, the plain one first. */
    Map<String, List<PolicySpec>> families() {
        var families = new LinkedHashMap<String, List<PolicySpec>>();
        for (PolicySpec policy : policies) {
            List<PolicySpec> family = families.computeIfAbsent(policy.name(), name -> new ArrayList<>());
            family.add(policy.switches().isEmpty() ? 0 : family.size(), policy);
        }
        return families;
    }

    /** Which of the palette's colours a policy has: all variants of one name have one. */
    int colour(PolicySpec policy) {
        return List.copyOf(families().keySet()).indexOf(policy.name());
    }

    /** The runs of one policy in one scene; empty if there are none. */
    List<Judged> runs(Scene scene, PolicySpec policy) {
        return runs.getOrDefault(scene, Map.of()).getOrDefault(policy, List.of());
    }

    /** All runs of one scene. */
    Collection<Judged> runs(Scene scene) {
        return runs.getOrDefault(scene, Map.of()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** What a policy came to in one scene; null if it did not run there. */
    @Nullable Sample sample(Scene scene, PolicySpec policy) {
        List<Judged> found = runs(scene, policy);
        return found.isEmpty() ? null : Sample.of(found);
    }

    /** Scenes in which all of these ran. */
    List<Scene> shared(List<PolicySpec> all) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getValue().keySet().containsAll(all))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a policy came to on average over scenes in all of which it ran. */
    Sample mean(List<Scene> scenes, PolicySpec policy) {
        return Sample.mean(
                scenes.stream().map(scene -> Sample.of(runs(scene, policy))).toList());
    }
}
