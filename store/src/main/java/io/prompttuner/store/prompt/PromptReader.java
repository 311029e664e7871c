package io.prompttuner.store.prompt;

import io.prompttuner.store.model.ModelShape;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.TensorEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes a prompt from a safetensors file with one tensor: {@code prompt}, as the platform keeps it, or {@code
 * prompt_embeddings}, as PEFT does. Nothing else is read, so no pickle ever is.
 */
public record PromptReader(PromptLimits limits) {

    private static final List<String> TENSORS = List.of("prompt", "prompt_embeddings");
    private static final int SHOWN = 300;

    /** Judges a file, with all its faults at once. */
    public PromptReading read(byte[] file, ModelShape model) {
        List<String> faults = new ArrayList<>();
        float[] values = new float[0];
        int hidden = 1;
        if (isWithinLimits(file, faults)) {
            try (var tensors = SafetensorsFile.of(file)) {
                Optional<TensorEntry> entry = onePrompt(tensors, faults);
                if (entry.isPresent()) {
                    judgeShape(entry.get(), model, faults);
                    values = tensors.read(entry.get().name()).values();
                    hidden = (int) Math.max(1, entry.get().shape().dimension(1));
                    judgeValues(values, hidden, faults);
                }
            } catch (SafetensorsFormatException malformed) {
                faults.add(shown(String.valueOf(malformed.getMessage())));
            } catch (IOException impossible) {
                throw new UncheckedIOException("memory does not fail", impossible);
            }
        }
        return faults.isEmpty() ? new PromptReading.Accepted(hidden, values) : new PromptReading.Refused(faults);
    }

    /** A header is read as a whole, and nobody needs a long one; what claims an absurd one may be another format. */
    private boolean isWithinLimits(byte[] file, List<String> faults) {
        if (file.length > limits.bytes()) {
            faults.add("expected at most %d bytes, found %d".formatted(limits.bytes(), file.length));
            return false;
        }
        long header = file.length < Long.BYTES
                ? 0
                : ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (Long.compareUnsigned(header, limits.headerBytes()) <= 0) {
            return true;
        }
        boolean pickle = file[0] == (byte) 0x80 || (file[0] == 'P' && file[1] == 'K');
        faults.add(
                pickle
                        ? "expected safetensors, found what looks like a pickle, which can run code when it is read and"
                                + " never is: save it with safe_serialization=True"
                        : "header: expected at most %d bytes, found %s"
                                .formatted(limits.headerBytes(), Long.toUnsignedString(header)));
        return false;
    }

    private static Optional<TensorEntry> onePrompt(SafetensorsFile file, List<String> faults) {
        List<TensorEntry> all = List.copyOf(file.entries().values());
        if (all.size() != 1 || !TENSORS.contains(all.get(0).name())) {
            faults.add(shown("expected one tensor, prompt or prompt_embeddings, found "
                    + file.entries().keySet()));
            return Optional.empty();
        }
        TensorEntry entry = all.get(0);
        if (entry.shape().dimensions().size() != 2) {
            faults.add("tensor %s: expected shape [tokens, width], found %s".formatted(entry.name(), entry.shape()));
            return Optional.empty();
        }
        return Optional.of(entry);
    }

    private void judgeShape(TensorEntry entry, ModelShape model, List<String> faults) {
        long tokens = entry.shape().dimension(0);
        long hidden = entry.shape().dimension(1);
        int most = Math.min(limits.tokens(), model.positions().orElse(Integer.MAX_VALUE) - 1);
        if (tokens < 1 || tokens > most) {
            faults.add("tensor %s: expected from 1 to %d tokens, found %d".formatted(entry.name(), most, tokens));
        }
        OptionalInt wanted = model.hidden();
        if (hidden < 1 || (wanted.isPresent() && wanted.getAsInt() != hidden)) {
            faults.add("tensor %s: expected a width of %s, found %d"
                    .formatted(
                            entry.name(),
                            wanted.isPresent() ? wanted.getAsInt() + ", the model's" : "at least 1",
                            hidden));
        }
    }

    private static void judgeValues(float[] values, int hidden, List<String> faults) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                faults.add("row %d, column %d: expected finite numbers, found %s"
                        .formatted(i / hidden, i % hidden, values[i]));
                return;
            }
        }
    }

    /** What a file says of itself, on one line and short. */
    private static String shown(String fault) {
        String line = fault.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
