package io.prompttuner.trainer.djl;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs TorchScript source as the file that PyTorch loads: an uncompressed zip of the source and a few bytes of pickle
 * that say which class it is and which attributes it has (PyTorch, torch/csrc/jit/docs/serialization.md). The pickle is
 * only written here, never read.
 */
final class TorchScriptArchive {

    private static final String ROOT = "net/";

    /** Oldest format that knows every operation we use. */
    private static final String FORMAT = "10\n";

    /** Pickle: protocol 2, an empty tuple, end. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private static final int PUSH_TRUE = 0x88;
    private static final int NEW_OBJECT = 0x81;
    private static final int TUPLE_OF_ONE = 0x85;

    private TorchScriptArchive() {}

    /** Packs a class {@code Net} whose attributes besides {@code training} are these, all empty lists of tensors. */
    static byte[] pack(String source, List<String> tensorLists) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", object(tensorLists));
            put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", NO_CONSTANTS);
            put(zip, "version", FORMAT.getBytes(StandardCharsets.US_ASCII));
            put(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] object(List<String> tensorLists) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var pickle = new DataOutputStream(bytes);
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes("c__torch__\nNet\n)");
        pickle.write(NEW_OBJECT);
        pickle.writeBytes("}(");
        text(pickle, "training");
        pickle.write(PUSH_TRUE);
        for (String list : tensorLists) {
            text(pickle, list);
            pickle.writeBytes("ctorch.jit._pickle\nbuild_tensorlist\n]");
            pickle.write(TUPLE_OF_ONE);
            pickle.writeBytes("R");
        }
        pickle.writeBytes("ub.");
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream pickle, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pickle.writeByte('X');
        pickle.writeInt(Integer.reverseBytes(bytes.length));
        pickle.write(bytes);
    }
}
