package io.prompttuner.gateway.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.prompttuner.gateway.api.Problem;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.runtime.PortTakenException;
import io.prompttuner.runtime.ServicePort;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.prompt.PromptLimits;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: its routes, and what becomes of everything that goes wrong in them. */
public final class HttpGateway implements AutoCloseable {

    /** The environment variable that chooses the port. */
    public static final String PORT_SETTING = "PROMPTTUNER_GATEWAY_PORT";

    private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);

    private final Javalin server;

    private HttpGateway(Javalin server) {
        this.server = server;
    }

    /**
     * Returns when the server serves.
     *
     * @param port 0 means any free one
     * @throws PortTakenException if something else listens there
     */
    public static HttpGateway start(String host, int port, Desks desks) {
        Javalin server = Javalin.create(config -> configure(config, desks));
        try {
            return new HttpGateway(server.start(host, port));
        } catch (JavalinBindException taken) {
            server.stop();
            throw new PortTakenException(new ServicePort(host, port, PORT_SETTING), taken);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, Desks desks) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(request -> request.header("X-Content-Type-Options", "nosniff"));
        config.routes.before("/v1/*", request -> request.header("Cache-Control", "no-store"));
        config.routes.before("/v1/*", request -> requireWhole(desks.view()));
        var access = new Access(desks.tokens());
        routes(config.routes, access, desks);
        faults(config.routes);
        var streams = new FilterHolder(new EventStreamFilter(access, desks.view(), desks.hub()));
        streams.setAsyncSupported(true);
        config.jetty.modifyServletContextHandler(
                servlets -> servlets.addFilter(streams, "/v1/*", EnumSet.of(DispatcherType.REQUEST)));
    }

    /** Before it has read everything once, a view can't tell a job that is not there from one not yet read. */
    static void requireWhole(PlatformView view) {
        if (!view.isWhole()) {
            throw Rejection.away("view", "the gateway is starting and has not read the log to its end yet", 1);
        }
    }

    private static void routes(RoutesConfig routes, Access access, Desks desks) {
        var turns = new Turns();
        new DatasetRoutes(access, desks.datasets(), turns, desks.datasetBytes()).add(routes);
        new PromptRoutes(access, desks.imports(), turns, PromptLimits.DEFAULT.bytes()).add(routes);
        new JobRoutes(access, desks.jobs(), desks.view(), desks.prompts(), desks.names(), desks.clock()).add(routes);
        new InfoRoutes(access, desks.view(), desks.bank(), desks.catalogue(), desks.clock()).add(routes);
        Resources.add(routes);
    }

    private static void faults(RoutesConfig routes) {
        routes.exception(Rejection.class, (rejection, request) -> Answers.problem(request, rejection));
        routes.exception(StoreException.class, HttpGateway::storeFault);
        routes.exception(HttpResponseException.class, HttpGateway::noRoute);
        routes.exception(Exception.class, HttpGateway::bug);
    }

    private static void storeFault(StoreException fault, Context request) {
        LOG.warn("{} {}: {}", request.method(), request.path(), fault.getMessage());
        int status = fault.isFull() ? 507 : 500;
        String kind = fault.isFull() ? "disk-full" : "store";
        Answers.problem(
                request, Rejection.of(status, kind, "The store can't do it", String.valueOf(fault.getMessage())));
    }

    private static void noRoute(HttpResponseException wrong, Context request) {
        String title = wrong.getStatus() == 404 ? "No such path" : String.valueOf(wrong.getMessage());
        String kind = "http-" + wrong.getStatus();
        String detail = "%s %s; /openapi.json says what there is".formatted(request.method(), request.path());
        Answers.problem(request, Rejection.of(wrong.getStatus(), kind, title, detail));
    }

    private static void bug(Exception bug, Context request) {
        LOG.error("{} {}", request.method(), request.path(), bug);
        Answers.problem(
                request, new Problem("about:blank", "Internal error", 500, "the gateway's log tells more", null));
    }
}
