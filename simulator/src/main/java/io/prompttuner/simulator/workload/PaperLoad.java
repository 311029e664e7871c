package io.prompttuner.simulator.workload;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The 20-minute traces of the paper, by requests per model (arXiv 2603.05087, section 6.1 and Table 7). */
public enum PaperLoad {
    LOW(41, 55, 42, 0, 0),
    MEDIUM(77, 71, 65, 0, 0),
    HIGH(99, 85, 76, 0, 0),
    LLAMA(0, 0, 0, 59, 0),
    QWEN(0, 0, 0, 0, 70),
    /** For 96 GPUs: medium three times over. */
    LARGE(3 * 77, 3 * 71, 3 * 65, 0, 0);

    /** Length of each, in minutes. */
    public static final int MINUTES = 20;

    private final int gpt2Base;
    private final int gpt2Large;
    private final int vicuna;
    private final int llama;
    private final int qwen;

    PaperLoad(int gpt2Base, int gpt2Large, int vicuna, int llama, int qwen) {
        this.gpt2Base = gpt2Base;
        this.gpt2Large = gpt2Large;
        this.vicuna = vicuna;
        this.llama = llama;
        this.qwen = qwen;
    }

    /** Requests by model, without those that have none. */
    public SortedMap<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        counts.put("gpt2-base", gpt2Base);
        counts.put("gpt2-large", gpt2Large);
        counts.put("vicuna-7b", vicuna);
        counts.put("llama-30b", llama);
        counts.put("qwen-7b-r1", qwen);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** Requests of all models. */
    public int jobs() {
        return gpt2Base + gpt2Large + vicuna + llama + qwen;
    }

    /** As it is written on command lines and in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
