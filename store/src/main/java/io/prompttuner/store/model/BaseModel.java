package io.prompttuner.store.model;

import java.nio.file.Path;

/**
 * One frozen language model that jobs may name.
 *
 * @param name what tenants call it
 * @param directory Hugging Face layout: {@code config.json}, {@code tokenizer.json}, safetensors
 * @param hash content hash of the directory, lower-case hex SHA-256; see {@link ModelHash}
 * @param gpusPerWorker GPUs one replica needs
 */
public record BaseModel(String name, Path directory, String hash, int gpusPerWorker) {}
