package io.prompttuner.platform.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.prompttuner.gateway.api.GatewayJson;
import io.prompttuner.platform.table.Table;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command shows its answer. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (for people) or json (for programs). Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TABLE;

    boolean isJson() {
        return format == OutputFormat.JSON;
    }

    void show(PrintWriter out, Object forPrograms, Supplier<Table> forPeople) {
        if (isJson()) {
            print(out, forPrograms);
        } else {
            forPeople.get().lines().forEach(out::println);
        }
    }

    /** As JSON. */
    void print(PrintWriter out, Object forPrograms) {
        out.println(json(forPrograms));
    }

    private static String json(Object value) {
        try {
            return GatewayJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
