package io.prompttuner.trainer.placement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One device that computes, named as PyTorch names it: {@code cpu} or {@code cuda:0}.
 *
 * @param number among the devices of its kind; 0 for the CPU
 */
public record Device(Kind kind, int number) {

    /** What a device is. */
    public enum Kind {
        CPU,
        CUDA
    }

    private static final Pattern NAME = Pattern.compile("cpu|cuda:(\\d{1,3})");

    /** Reads a name; anything else is an {@link IllegalArgumentException}. */
    static Device named(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no device: " + name);
        }
        String number = matcher.group(1);
        return number == null ? new Device(Kind.CPU, 0) : new Device(Kind.CUDA, Integer.parseInt(number));
    }

    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + number;
    }
}
