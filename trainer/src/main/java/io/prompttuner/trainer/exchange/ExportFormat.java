package io.prompttuner.trainer.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which form another program wants a prompt. */
public enum ExportFormat {
    /** An adapter directory of PEFT (https://huggingface.co/docs/peft), kind PROMPT_TUNING. */
    PEFT("peft") {
        @Override
        Map<String, byte[]> files(TunedPrompt prompt, BaseModelNote model) {
            return PeftAdapter.files(prompt, model);
        }
    },
    /** Embeddings, for servers that take them in place of tokens. */
    PROMPT_EMBEDS("prompt-embeds") {
        @Override
        Map<String, byte[]> files(TunedPrompt prompt, BaseModelNote model) {
            return PromptEmbeds.files(prompt, model);
        }
    };

    private final String word;

    ExportFormat(String word) {
        this.word = word;
    }

    /** What a person calls it. */
    public String word() {
        return word;
    }

    /** The format of this name. */
    public static Optional<ExportFormat> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** Every name. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ExportFormat::word).toList();
    }

    abstract Map<String, byte[]> files(TunedPrompt prompt, BaseModelNote model);
}
