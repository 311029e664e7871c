package io.prompttuner.trainer.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytePairsTest {

    private static final List<String> TEXTS = List.of("low low low low low lower lower newest newest newest");

    @Test
    void mergesTheMostFrequentPairFirstAndOfEqualsTheOneThatSortsFirst() throws IOException {
        JsonNode model = json(BytePairs.learn(TEXTS, 257 + 3)).path("model");

        // "lo" and "ow" both occur seven times, " l" six times, as the first "low" has no space before it.
        assertThat(model.path("merges").toString()).isEqualTo("[\"l o\",\"lo w\",\"Ġ low\"]");
        assertThat(model.path("vocab").path("Ġlow").intValue()).isEqualTo(259);
    }

    @Test
    void stopsWhenThereIsNothingLeftToMerge() {
        assertThat(BytePairs.learn(List.of("ab"), 1_000).size()).isEqualTo(257 + 1);
    }

    @Test
    void learnsTheSameFromTheSame() {
        assertThat(BytePairs.learn(TEXTS, 270).json())
                .isEqualTo(BytePairs.learn(TEXTS, 270).json());
    }

    private static JsonNode json(BytePairs pairs) throws IOException {
        return new ObjectMapper().readTree(pairs.json());
    }
}
