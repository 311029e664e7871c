package io.prompttuner.platform.data;

/**
 * Where the parts listen on 127.0.0.1, all but the gateway, whose port people choose.
 *
 * @param supervisor starts and stops workers at the controller's wish
 * @param controller takes in the workers
 * @param bank answers their lookups
 */
public record Ports(int broker, int elasticsearch, int flink, int supervisor, int controller, int bank) {

    /** How many there are. */
    public static final int COUNT = 6;
}
