package io.prompttuner.platform.command;

/** What the exit status of a command means; scripts rely on it. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int PLATFORM_AWAY = 3;
    public static final int REFUSED = 4;
    public static final int DEADLINE_MISSED = 5;

    private ExitCode() {}
}
