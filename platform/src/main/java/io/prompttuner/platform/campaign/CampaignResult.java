package io.prompttuner.platform.campaign;

import java.util.List;

/** What a campaign has shown. */
public record CampaignResult(List<Recovery> recoveries, Judgement judgement) {

    public CampaignResult {
        recoveries = List.copyOf(recoveries);
    }
}
