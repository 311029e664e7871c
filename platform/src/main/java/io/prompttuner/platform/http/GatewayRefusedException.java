package io.prompttuner.platform.http;

import io.prompttuner.gateway.api.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway answered no, and would again; the message names every fault. */
public final class GatewayRefusedException extends RuntimeException {

    private final transient Problem problem;

    GatewayRefusedException(Problem problem) {
        super(spoken(problem));
        this.problem = problem;
    }

    /** Status of the answer. */
    public int status() {
        return problem.status();
    }

    /** One line a fault, the field first; empty if the answer names none. */
    public List<String> faults() {
        return faults(problem);
    }

    private static String spoken(Problem problem) {
        List<String> faults = faults(problem);
        return faults.isEmpty()
                ? problem.title() + ": " + problem.detail()
                : Stream.concat(
                                Stream.of(problem.title() + ":"),
                                faults.stream().map(fault -> "  " + fault))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    private static List<String> faults(Problem problem) {
        List<Problem.Item> errors = problem.errors() == null ? List.of() : problem.errors();
        return errors.stream().map(error -> where(error) + error.detail()).toList();
    }

    private static String where(Problem.Item error) {
        String pointer = error.pointer().replaceFirst("^#?/?", "");
        return pointer.isEmpty() ? "" : pointer + ": ";
    }
}
