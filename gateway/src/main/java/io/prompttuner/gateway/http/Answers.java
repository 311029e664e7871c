package io.prompttuner.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.prompttuner.gateway.api.GatewayJson;
import io.prompttuner.gateway.api.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers. */
final class Answers {

    private static final String PROBLEM = "application/problem+json";

    private Answers() {}

    static void json(Context request, int status, Object body) {
        write(request, status, "application/json", body);
    }

    /** Done, and there is nothing to show. */
    static void nothing(Context request) {
        request.status(204);
        request.res().setContentType(null);
    }

    static void problem(Context request, Rejection rejection) {
        rejection.headers().forEach(request::header);
        problem(request, rejection.problem());
    }

    static void problem(Context request, Problem problem) {
        write(request, problem.status(), PROBLEM, problem);
    }

    /** The same where Javalin is not. */
    static void problem(HttpServletResponse response, Rejection rejection) throws IOException {
        response.setStatus(rejection.problem().status());
        response.setContentType(PROBLEM);
        rejection.headers().forEach(response::setHeader);
        response.getOutputStream().write(bytes(rejection.problem()));
    }

    private static void write(Context request, int status, String type, Object body) {
        request.status(status).contentType(type).result(bytes(body));
    }

    private static byte[] bytes(Object body) {
        try {
            return GatewayJson.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("can't be shown: " + body, bug);
        }
    }
}
