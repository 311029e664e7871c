package io.prompttuner.trainer.placement;

import static java.util.stream.Collectors.joining;

import io.prompttuner.store.tensor.ElementType;
import java.util.List;
import java.util.stream.Stream;

/**
 * The devices of one worker, in the order in which a row passes through them. A device may be named twice, and kinds may be
 * mixed: then a model is split between them as between any others.
 *
 * @param all at least one
 */
public record Devices(List<Device> all) {

    /** What is expected of their names, for messages. */
    public static final String EXPECTED = "cpu or cuda:0, several by commas";

    /** The CPU alone. */
    public static final Devices CPU = new Devices(List.of(new Device(Device.Kind.CPU, 0)));

    public Devices {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("expected a device, got none");
        }
    }

    /** Reads {@code cuda:0,cuda:1}; anything that names no devices is an {@link IllegalArgumentException}. */
    public static Devices named(String names) {
        return new Devices(Stream.of(names.split(",", -1))
                .map(String::strip)
                .map(Device::named)
                .toList());
    }

    public int count() {
        return all.size();
    }

    public boolean include(Device.Kind kind) {
        return all.stream().anyMatch(device -> device.kind() == kind);
    }

    /** What is computed in if weights are meant in a given format: single wherever a CPU takes part, on which half is slow. */
    public ElementType precision(ElementType meant) {
        return include(Device.Kind.CPU) ? ElementType.F32 : meant;
    }

    @Override
    public String toString() {
        return all.stream().map(Device::toString).collect(joining(","));
    }
}
