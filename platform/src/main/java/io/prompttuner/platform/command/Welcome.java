package io.prompttuner.platform.command;

import io.prompttuner.platform.assembly.Installation;
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
}
