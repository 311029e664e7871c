package io.prompttuner.platform.command;

import io.prompttuner.store.StoredPrompt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A prompt as the gateway sends it.
 *
 * @param zip holds nothing but the two files of a prompt
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record PromptArchive(byte[] zip) {

    static final List<String> FILES = List.of(StoredPrompt.PROMPT_FILE, StoredPrompt.MANIFEST_FILE);

    /** The files, by name; an entry of another name, which might be a path, is refused. */
    Map<String, byte[]> files() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!FILES.contains(entry.getName())) {
                    throw new IOException("not a prompt: it holds a file " + entry.getName());
                }
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    /** Writes the files. */
    List<Path> unpack(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            written.add(Files.write(directory.resolve(file.getKey()), file.getValue()));
        }
        return written;
    }
}
