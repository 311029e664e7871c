package io.prompttuner.platform.campaign;

import java.io.IOException;

/**
 * A process that is kept from doing anything, from SIGSTOP to SIGCONT.
 *
 * @param process it may be killed meanwhile
 */
record Hold(ProcessHandle process) implements AutoCloseable {

    static Hold on(ProcessHandle process) throws IOException, InterruptedException, CampaignFailedException {
        signal("STOP", process);
        return new Hold(process);
    }

    /** Lets it go on. */
    @Override
    public void close() throws IOException, InterruptedException, CampaignFailedException {
        signal("CONT", process);
    }

    /** By the shell, which has the command built in; Java can only end a process. */
    private static void signal(String name, ProcessHandle process)
            throws IOException, InterruptedException, CampaignFailedException {
        String command = "kill -%s %d".formatted(name, process.pid());
        if (new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor() != 0) {
            throw new CampaignFailedException("could not " + command);
        }
    }
}
