package io.prompttuner.bank.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.prompttuner.bank.prompt.UnavailableException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The one index, explicit in every field, behind an alias: a new mapping is a new version beside the old one, filled from
 * the outcomes, and then the alias moves.
 */
public final class PromptIndexSetup {

    /** What everyone reads and writes. */
    public static final String ALIAS = "prompttuner-prompts";

    private static final String INDEX = ALIAS + "-v1";
    private static final String MAPPING = "prompts-v1.json";

    private final ElasticsearchClient client;

    public PromptIndexSetup(ElasticsearchClient client) {
        this.client = client;
    }

    /** Makes index and alias where they are missing; returns whether the index is new, and hence empty. */
    public boolean ensure() throws UnavailableException {
        boolean missing = !Elastic.call(() -> client.indices().exists(exists -> exists.index(INDEX)))
                .value();
        if (missing) {
            Elastic.call(
                    () -> client.indices().create(create -> create.index(INDEX).withJson(mapping())));
        }
        Elastic.call(() -> client.indices()
                .updateAliases(update -> update.actions(action ->
                        action.add(add -> add.index(INDEX).alias(ALIAS).isWriteIndex(true)))));
        return missing;
    }

    private static InputStream mapping() {
        return Objects.requireNonNull(PromptIndexSetup.class.getResourceAsStream(MAPPING), MAPPING);
    }
}
