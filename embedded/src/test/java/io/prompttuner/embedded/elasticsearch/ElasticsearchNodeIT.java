package io.prompttuner.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.prompttuner.embedded.process.NodeStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchNodeIT {

    @TempDir
    Path directory;

    @Test
    void keepsItsDocumentsOverAStopAndAKill() throws Exception {
        try (ElasticsearchNode node = ElasticsearchNode.start(settings());
                ElasticsearchClient client = connect(node)) {
            client.index(document -> document.index("notes").id("1").document(Map.of("says", "before the stop")));
        }

        try (ElasticsearchNode node = ElasticsearchNode.start(settings());
                ElasticsearchClient client = connect(node)) {
            assertThat(says(client, "1")).isEqualTo("before the stop");
            client.index(document -> document.index("notes").id("2").document(Map.of("says", "before the kill")));
            node.kill();
            assertThat(node.isAlive()).isFalse();
        }

        try (ElasticsearchNode node = ElasticsearchNode.start(settings());
                ElasticsearchClient client = connect(node)) {
            assertThat(says(client, "2")).isEqualTo("before the kill");
        }
    }

    @Test
    void aNodeThatDiesShowsItsLastWords() throws Exception {
        Path brokenHome = directory.resolve("home");
        Files.createDirectories(brokenHome.resolve("lib"));
        Files.createDirectories(brokenHome.resolve("modules"));
        var settings = ElasticsearchSettings.of(new ElasticsearchHome(brokenHome), directory.resolve("broken"));

        assertThatThrownBy(() -> ElasticsearchNode.start(settings).close())
                .isInstanceOf(NodeStartException.class)
                .hasMessageStartingWith("Elasticsearch did not start: exit status 1, log ")
                .hasMessageContaining("ClassNotFoundException: org.elasticsearch.common.logging.LogConfigurator");
    }

    private ElasticsearchSettings settings() {
        return ElasticsearchSettings.of(ElasticsearchHome.find(System.getenv()), directory.resolve("node"));
    }

    private static ElasticsearchClient connect(ElasticsearchNode node) {
        RestClient http =
                RestClient.builder(HttpHost.create(node.address().toString())).build();
        return new ElasticsearchClient(new RestClientTransport(http, new JacksonJsonpMapper()));
    }

    private static @Nullable Object says(ElasticsearchClient client, String id) throws Exception {
        Map<?, ?> document =
                client.get(get -> get.index("notes").id(id), Map.class).source();
        return document == null ? null : document.get("says");
    }
}
