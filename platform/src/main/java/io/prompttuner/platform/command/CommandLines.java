package io.prompttuner.platform.command;

import io.prompttuner.platform.http.GatewayAwayException;
import io.prompttuner.platform.http.GatewayRefusedException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Runs a command line, its commands given what they may know of the world. */
public final class CommandLines {

    private CommandLines() {}

    /** Runs it and returns the exit status, one of {@link ExitCode}. */
    public static int run(Surroundings surroundings, String... arguments) {
        return of(surroundings).execute(arguments);
    }

    private static CommandLine of(Surroundings surroundings) {
        return new CommandLine(new PromptTunerCommand(), new Factory(surroundings))
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(CommandLines::misused)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int misused(CommandLine.ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        command.getErr().println("prompttuner: " + fault.getMessage());
        command.getErr().printf("try: %s --help%n", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    private static int failed(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        boolean foreseen = fault instanceof CommandFailure
                || fault instanceof GatewayAwayException
                || fault instanceof GatewayRefusedException;
        command.getErr().println("prompttuner: " + (foreseen ? fault.getMessage() : fault));
        return exitCode(fault);
    }

    private static int exitCode(Exception fault) {
        if (fault instanceof CommandFailure expected) {
            return expected.exitCode();
        }
        if (fault instanceof GatewayAwayException) {
            return ExitCode.PLATFORM_AWAY;
        }
        return fault instanceof GatewayRefusedException ? ExitCode.REFUSED : ExitCode.FAILURE;
    }

    /** Gives a command its surroundings if its constructor asks for them. */
    private record Factory(Surroundings surroundings) implements IFactory {

        private static final Class<?>[] ASKED = {Surroundings.class};

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), ASKED)) {
                    return type.cast(constructor.newInstance(surroundings));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
