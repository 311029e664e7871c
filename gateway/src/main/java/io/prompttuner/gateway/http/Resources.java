package io.prompttuner.gateway.http;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What is served as it stands: the descriptions of the interface, and the page. */
final class Resources {

    /** Nothing from elsewhere, nothing inline, no frame around it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> SCRIPTS = List.of("page.js", "stream.js", "words.js", "curve.js");

    private Resources() {}

    static void add(RoutesConfig routes) {
        serve(routes, "/openapi.json", "openapi.json", "application/json");
        serve(routes, "/job.schema.json", "job.schema.json", "application/schema+json");
        serve(routes, "/", "web/index.html", "text/html; charset=utf-8");
        serve(routes, "/page.css", "web/page.css", "text/css; charset=utf-8");
        for (String script : SCRIPTS) {
            serve(routes, "/" + script, "web/" + script, "text/javascript; charset=utf-8");
        }
    }

    private static void serve(RoutesConfig routes, String path, String resource, String type) {
        byte[] content = read(resource);
        routes.get(
                path,
                request -> request.contentType(type)
                        .header("Content-Security-Policy", POLICY)
                        .header("Cache-Control", "no-cache")
                        .result(content));
    }

    private static byte[] read(String resource) {
        try (InputStream in = Resources.class.getResourceAsStream("/io/prompttuner/gateway/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the build: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
