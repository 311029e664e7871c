package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.api.BankList;
import java.util.Optional;

/** The prompt bank, as far as people may look into it. */
public interface BankShelf {

    /** Prompts that a tenant may see; empty if the bank is away. */
    Optional<BankList> list(String tenant, int limit);
}
