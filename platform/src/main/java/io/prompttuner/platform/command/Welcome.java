package io.prompttuner.platform.command;

import io.prompttuner.platform.assembly.Installation;
import io.prompttuner.platform.data.DataDirectory;
import java.io.PrintWriter;

/** Tells a person where everything is. */
record Welcome(PrintWriter out) {

    void where(Installation installation) {
        out.println("PromptTuner over " + installation.data().root());
        out.println("  web page and API  " + installation.gatewayAddress());
        out.println("  tokens            " + installation.data().tokens());
        out.println("  logs              " + installation.data().logs());
        out.println("  end it with       Ctrl-C, or `prompttuner down`");
    }

    /**
     * What to try after the demo.
     *
     * @param tenant whose jobs
     * @param job one of them
     */
    void next(DataDirectory data, String tenant, String job) {
        out.println("Its jobs and prompts are kept. Next you may try:");
        out.printf("  ./prompttuner up --data %s --detach%n", data.root());
        out.printf("  ./prompttuner jobs --data %s --tenant %s%n", data.root(), tenant);
        out.printf("  ./prompttuner describe %s --data %s --tenant %s%n", job, data.root(), tenant);
        out.printf("  ./prompttuner bank --data %s --tenant %s%n", data.root(), tenant);
        out.printf("  ./prompttuner submit -f examples/job.yaml --wait --data %s --tenant %s%n", data.root(), tenant);
        out.printf("  ./prompttuner down --data %s%n", data.root());
    }
}
