package io.prompttuner.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.embedded.process.NodeStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchHomeTest {

    @TempDir
    Path directory;

    @Test
    void isFoundFromAnywhereInTheCheckout() throws Exception {
        Path home = unpackTo("embedded/target/elasticsearch-8.19.21");
        Path deep = Files.createDirectories(directory.resolve("bank-indexer/target/work"));

        assertThat(ElasticsearchHome.find(Map.of(), deep).path()).isEqualTo(home);
    }

    @Test
    void theVariableComesFirst() throws Exception {
        unpackTo("embedded/target/elasticsearch-8.19.21");
        Path other = unpackTo("opt/elasticsearch");

        var environment = Map.of(ElasticsearchHome.VARIABLE, other.toString());

        assertThat(ElasticsearchHome.find(environment, directory).path()).isEqualTo(other);
    }

    @Test
    void saysWhatToDoWhenThereIsNone() {
        assertThatThrownBy(() -> ElasticsearchHome.find(Map.of(), directory))
                .isInstanceOf(NodeStartException.class)
                .hasMessage(
                        "no Elasticsearch found: build the module 'embedded' above %s, or set "
                                + "PROMPTTUNER_ELASTICSEARCH_HOME to an unpacked distribution",
                        directory);
    }

    @Test
    void saysWhatIsWrongWithTheVariable() {
        var environment = Map.of(ElasticsearchHome.VARIABLE, directory.toString());

        assertThatThrownBy(() -> ElasticsearchHome.find(environment, directory))
                .isInstanceOf(NodeStartException.class)
                .hasMessage(
                        "PROMPTTUNER_ELASTICSEARCH_HOME=%s holds no Elasticsearch: it must have lib/ and modules/",
                        directory);
    }

    private Path unpackTo(String name) throws Exception {
        Path home = directory.resolve(name);
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("modules"));
        return home;
    }
}
