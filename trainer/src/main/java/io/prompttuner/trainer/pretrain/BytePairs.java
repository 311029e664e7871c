package io.prompttuner.trainer.pretrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns a byte-level tokenizer by merging the most frequent pair again and again (Sennrich et al., 2016, on bytes as in
 * Radford et al., 2019), and writes it as Hugging Face's {@code tokenizer.json}. Ties go to the pair that sorts first.
 */
public final class BytePairs {

    private static final String END_OF_TEXT = "<|endoftext|>";

    /** Words with the space before them, numbers, signs, spaces: GPT-2's. */
    private static final Pattern PIECE =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
    private final List<List<String>> merges = new ArrayList<>();

    private BytePairs() {}

    /** Learns a vocabulary of this size, smaller only if the texts hold nothing more to merge. */
    public static BytePairs learn(Iterable<String> texts, int size) {
        var pairs = new BytePairs();
        pairs.vocabulary.put(END_OF_TEXT, 0);
        for (String symbol : symbols()) {
            pairs.vocabulary.put(symbol, pairs.vocabulary.size());
        }
        List<Word> words = words(texts);
        boolean more = true;
        while (more && pairs.vocabulary.size() < size) {
            more = pairs.merge(words);
        }
        return pairs;
    }

    public int size() {
        return vocabulary.size();
    }

    /** The contents of {@code tokenizer.json}. */
    public String json() {
        var mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode().put("version", "1.0");
        ObjectNode end = json.putArray("added_tokens").addObject().put("id", 0).put("content", END_OF_TEXT);
        for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
            end.put(flag, false);
        }
        end.put("special", true);
        for (String part : List.of("pre_tokenizer", "post_processor", "decoder")) {
            json.putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        ObjectNode model = json.putObject("model").put("type", "BPE");
        model.set("vocab", mapper.valueToTree(vocabulary));
        model.set(
                "merges",
                mapper.valueToTree(
                        merges.stream().map(pair -> String.join(" ", pair)).toList()));
        return json.toString();
    }

    private boolean merge(List<Word> words) {
        Map<List<String>, Long> counts = new HashMap<>();
        for (Word word : words) {
            for (int i = 0; i + 1 < word.symbols.size(); i++) {
                counts.merge(List.of(word.symbols.get(i), word.symbols.get(i + 1)), word.count, Long::sum);
            }
        }
        if (counts.isEmpty()) {
            return false;
        }
        List<String> best =
                Collections.max(counts.entrySet(), BytePairs::compare).getKey();
        merges.add(best);
        vocabulary.putIfAbsent(String.join("", best), vocabulary.size());
        words.forEach(word -> word.merge(best));
        return true;
    }

    private static int compare(Map.Entry<List<String>, Long> a, Map.Entry<List<String>, Long> b) {
        int byCount = Long.compare(a.getValue(), b.getValue());
        return byCount != 0 ? byCount : String.join(" ", b.getKey()).compareTo(String.join(" ", a.getKey()));
    }

    private static List<Word> words(Iterable<String> texts) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String text : texts) {
            Matcher pieces = PIECE.matcher(text);
            while (pieces.find()) {
                counts.merge(pieces.group(), 1L, Long::sum);
            }
        }
        List<String> symbols = symbols();
        var words = new ArrayList<Word>();
        counts.forEach((text, count) -> {
            var spelt = new ArrayList<String>();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                spelt.add(symbols.get(b & 255));
            }
            words.add(new Word(spelt, count));
        });
        return words;
    }

    /** A visible character for every byte: itself where it is one, else one from 256 on. */
    private static List<String> symbols() {
        var symbols = new ArrayList<String>();
        int moved = 256;
        for (int b = 0; b < 256; b++) {
            boolean visible = (b > ' ' && b < 127) || (b > 160 && b != 173);
            symbols.add(Character.toString(visible ? b : moved++));
        }
        return symbols;
    }

    /** A piece of text that occurs so many times, spelt in the symbols there are so far. */
    private record Word(List<String> symbols, long count) {

        void merge(List<String> pair) {
            for (int i = 0; i + 1 < symbols.size(); i++) {
                if (symbols.get(i).equals(pair.get(0)) && symbols.get(i + 1).equals(pair.get(1))) {
                    symbols.set(i, String.join("", pair));
                    symbols.remove(i + 1);
                }
            }
        }
    }
}
