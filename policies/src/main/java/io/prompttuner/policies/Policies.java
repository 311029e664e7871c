package io.prompttuner.policies;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.edf.EarliestDeadlinePolicy;
import io.prompttuner.policies.elasticflow.ElasticFlowPolicy;
import io.prompttuner.policies.elasticflow.ElasticFlowSettings;
import io.prompttuner.policies.infless.InflessPolicy;
import io.prompttuner.policies.prompttuner.PromptTunerPolicy;
import io.prompttuner.policies.simple.ElasticEdfPolicy;
import io.prompttuner.policies.simple.QueuePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every policy that a scheduler or a simulator can be told to use. */
public final class Policies {

    private static final Map<String, Function<Switches, SchedulingPolicy>> ALL = all();

    private Policies() {}

    /**
     * The policy that is written like this, see {@link PolicySpec}.
     *
     * @throws IllegalArgumentException with all names if there is none of this name
     * @throws InvalidConfigException with every fault of its switches
     */
    public static SchedulingPolicy named(String text) {
        return of(PolicySpec.parse(text));
    }

    /** The policy of this name with these switches; throws as above. */
    public static SchedulingPolicy of(PolicySpec spec) {
        Function<Switches, SchedulingPolicy> family = ALL.get(spec.name());
        if (family == null) {
            throw new IllegalArgumentException("no policy is called %s, only %s".formatted(spec.name(), listed()));
        }
        var switches = new Switches(spec.switches());
        return switches.checked(family.apply(switches));
    }

    /** All names. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** All names, separated by commas. */
    public static String listed() {
        return String.join(", ", ALL.keySet());
    }

    private static Map<String, Function<Switches, SchedulingPolicy>> all() {
        var all = new LinkedHashMap<String, Function<Switches, SchedulingPolicy>>();
        all.put("edf", switches -> EarliestDeadlinePolicy.standard());
        all.put("prompttuner", PromptTunerPolicy::faithful);
        all.put("prompttuner-tuned", PromptTunerPolicy::tuned);
        all.put("fifo", QueuePolicy::fifo);
        all.put("least-slack", QueuePolicy::leastSlack);
        all.put("edf-elastic", ElasticEdfPolicy::new);
        all.put("infless", InflessPolicy::described);
        all.put("infless-atomic-edf", InflessPolicy::atomicEdf);
        all.put("elasticflow", switches -> new ElasticFlowPolicy(ElasticFlowSettings.from(switches)));
        return all;
    }
}
