package io.prompttuner.platform.command;

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
        command.getErr().println("prompttuner: " + oneLine(fault));
        return fault instanceof CommandFailure expected ? expected.exitCode() : ExitCode.FAILURE;
    }

    private static String oneLine(Exception fault) {
        String message = fault.getMessage();
        return message == null || !(fault instanceof CommandFailure) ? fault.toString() : message;
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
