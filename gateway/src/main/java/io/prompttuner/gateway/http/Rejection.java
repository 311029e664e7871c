package io.prompttuner.gateway.http;

import io.prompttuner.gateway.api.Problem;
import io.prompttuner.gateway.submit.Fault;
import java.util.List;
import java.util.Map;

/**
 * Ends a request with a problem. An exception only within this package, as that is how a Javalin handler says so from
 * wherever it is.
 */
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "urn:prompttuner:problem:";

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Rejection(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false); // an answer, not a bug: its origin is of no interest
        this.problem = problem;
        this.headers = headers;
    }

    /** What the client is told. */
    Problem problem() {
        return problem;
    }

    /** Headers that belong to it. */
    Map<String, String> headers() {
        return headers;
    }

    /** A problem of this kind, as in {@code no-such-job}. */
    static Rejection of(int status, String kind, String title, String detail) {
        return new Rejection(new Problem(TYPE + kind, title, status, detail, null), Map.of());
    }

    /** All faults of a request at once. */
    static Rejection of(int status, String kind, String title, List<Fault> faults) {
        List<Problem.Item> items = faults.stream()
                .map(fault -> new Problem.Item("#" + fault.pointer(), fault.detail()))
                .toList();
        String detail = faults.size() == 1 ? faults.get(0).toString() : faults.size() + " faults; see errors";
        return new Rejection(new Problem(TYPE + kind, title, status, detail, items), Map.of());
    }

    static Rejection unauthorized(String detail) {
        return of(401, "unauthorized", "Who are you?", detail).with("WWW-Authenticate", "Bearer realm=\"prompttuner\"");
    }

    /** Also for what belongs to another tenant: that it exists is not said. */
    static Rejection noSuch(String kind, String what) {
        return of(404, "no-such-" + kind, "No such " + kind, what);
    }

    /** A part of the platform is away; the same request may be sent again. */
    static Rejection away(String part, String detail, int seconds) {
        return of(503, part + "-away", "Try again soon", detail).with("Retry-After", Integer.toString(seconds));
    }

    private Rejection with(String header, String value) {
        return new Rejection(problem, Map.of(header, value));
    }
}
