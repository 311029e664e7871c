package io.prompttuner.platform.campaign;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a campaign has shown. */
public record CampaignResult(List<Recovery> recoveries, Judgement judgement) {

    public CampaignResult {
        recoveries = List.copyOf(recoveries);
    }

    /** One line for each job that ended otherwise than undisturbed, and for each promise that was broken meanwhile. */
    public List<String> faults() {
        Stream<String> inOutages = recoveries.stream()
                .map(Recovery::meanwhile)
                .filter(Objects::nonNull)
                .flatMap(meanwhile -> meanwhile.faults().stream());
        return Stream.concat(judgement.faults().stream(), inOutages).toList();
    }

    /** Whether tenants noticed nothing that they were not told. */
    public boolean holds() {
        return faults().isEmpty();
    }
}
