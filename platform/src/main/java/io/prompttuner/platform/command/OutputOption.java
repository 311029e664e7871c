package io.prompttuner.platform.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.platform.table.Table;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command shows its answer. */
final class OutputOption {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
            out.println(json(forPrograms));
        } else {
            forPeople.get().lines().forEach(out::println);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
