package io.prompttuner.gateway.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of tokens, read again when it has changed, so that a tenant is let in or out without a restart. While what
 * stands there can't be used, the last good content counts, and the log says so once.
 */
public final class TokenFile {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path file;
    private Version read;
    private boolean unusable;
    private volatile TokenTable table;

    private TokenFile(Path file, Version read, TokenTable table) {
        this.file = file;
        this.read = read;
        this.table = table;
    }

    /** What tells one content from another without reading it. */
    private record Version(FileTime changed, long size, Object key) {
        static Version of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return new Version(attributes.lastModifiedTime(), attributes.size(), key == null ? file : key);
        }
    }

    /** Opens the file; it must be usable now. */
    public static TokenFile open(Path file) throws IOException {
        return new TokenFile(file, Version.of(file), TokenTable.parse(Files.readAllLines(file)));
    }

    /** Whose token this is, by the file as it stands. */
    public Optional<Caller> find(String token) {
        refresh();
        return table.find(token);
    }

    private synchronized void refresh() {
        try {
            Version now = Version.of(file);
            if (!now.equals(read)) {
                read = now;
                table = TokenTable.parse(Files.readAllLines(file));
                unusable = false;
                LOG.info("read the changed tokens in {}", file);
            }
        } catch (IOException fault) {
            if (!unusable) {
                LOG.warn("tokens in {} can't be used, the last good ones count: {}", file, fault.toString());
            }
            unusable = true;
        }
    }
}
