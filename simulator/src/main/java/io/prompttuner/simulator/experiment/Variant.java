package io.prompttuner.simulator.experiment;

import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.Policies;
import io.prompttuner.policies.PolicySpec;
import io.prompttuner.policies.Switches;
import io.prompttuner.simulator.calibration.Bank;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.cluster.BankRule;
import io.prompttuner.simulator.cluster.SystemSpec;
import java.util.Set;
import java.util.TreeMap;

/**
 * A policy within the system that it is part of, both with their switches.
 *
 * <p>Switches of the system: {@code bank=budget|always|off}, {@code bank-size=N}, {@code reuse=on|off}, {@code
 * billing=use|cluster}. What is not given is as its authors have it: ElasticFlow reuses no runtime and pays for the whole
 * cluster, the others share warm workers and pay for what is not cold.
 *
 * @param spec name and switches, as they were given
 * @param policy that was found for them
 * @param bank which jobs ask the prompt bank
 * @param bankSize candidates in it
 * @param reuse whether workers outlive jobs
 * @param billing what is paid for
 */
public record Variant(
        PolicySpec spec, SchedulingPolicy policy, BankUse bank, int bankSize, boolean reuse, Billing billing) {

    private static final Set<String> OF_THE_SYSTEM = Set.of("bank", "bank-size", "reuse", "billing");
    private static final String OWNS_ITS_CLUSTER = "elasticflow";

    /** Which jobs ask the bank. */
    public enum BankUse {
        /** Those for which a lookup is a small part of their time. */
        BUDGET,
        ALWAYS,
        OFF
    }

    /** What is paid for. */
    public enum Billing {
        /** GPUs while they are not cold. */
        USE,
        /** All GPUs until the last job has ended. */
        CLUSTER
    }

    /**
     * Finds what is written as {@code NAME:KEY=VALUE:KEY=VALUE}.
     *
     * @throws IllegalArgumentException if no policy is called that
     * @throws io.prompttuner.domain.config.InvalidConfigException with the faults of its switches
     */
    public static Variant parse(String text) {
        PolicySpec spec = PolicySpec.parse(text);
        var ofThePolicy = new TreeMap<>(spec.switches());
        ofThePolicy.keySet().removeAll(OF_THE_SYSTEM);
        var ofTheSystem = new TreeMap<>(spec.switches());
        ofTheSystem.keySet().retainAll(OF_THE_SYSTEM);
        boolean owns = spec.name().equals(OWNS_ITS_CLUSTER);
        SchedulingPolicy policy = Policies.of(spec.with(ofThePolicy));
        var switches = new Switches(ofTheSystem);
        return switches.checked(new Variant(
                spec,
                policy,
                switches.choice("bank", BankUse.BUDGET),
                switches.number("bank-size", 1, Bank.FULL_SIZE, Bank.FULL_SIZE),
                switches.on("reuse", !owns),
                switches.choice("billing", owns ? Billing.CLUSTER : Billing.USE)));
    }

    /** The system, on so many GPUs. */
    SystemSpec system(int gpus, Calibration calibration) {
        BankRule rule = switch (bank) {
            case BUDGET -> new BankRule(calibration.bank().budget());
            case ALWAYS -> BankRule.ALWAYS;
            case OFF -> BankRule.OFF;
        };
        return SystemSpec.of(gpus, calibration.connectSeconds(), rule).withReuse(reuse);
    }
}
