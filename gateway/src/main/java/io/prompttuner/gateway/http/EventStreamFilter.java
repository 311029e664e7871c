package io.prompttuner.gateway.http;

import io.prompttuner.gateway.live.Frame;
import io.prompttuner.gateway.live.LiveHub;
import io.prompttuner.gateway.live.Outlet;
import io.prompttuner.gateway.tenant.Caller;
import io.prompttuner.gateway.view.PlatformView;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Event streams (the HTML standard's {@code text/event-stream}): of one job, and of all of a tenant's. They are served in
 * front of Javalin, which looks at a request again after an asynchronous end, when the client may have taken it away.
 */
final class EventStreamFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String OF_TENANT = "/v1/events";
    private static final Pattern OF_JOB = Pattern.compile("/v1/jobs/([^/]+)/events");

    /** After it a client has all there ever will be. */
    private static final String LAST_ID = "end";

    private final transient Access access;
    private final transient PlatformView view;
    private final transient LiveHub hub;

    EventStreamFilter(Access access, PlatformView view, LiveHub hub) {
        this.access = access;
        this.view = view;
        this.hub = hub;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain others)
            throws IOException, ServletException {
        Matcher job = OF_JOB.matcher(request.getRequestURI());
        boolean ours = request.getMethod().equals("GET")
                && (job.matches() || request.getRequestURI().equals(OF_TENANT));
        if (!ours) {
            others.doFilter(request, response);
            return;
        }
        try {
            Caller caller = admit(request);
            if (job.matches()) {
                followJob(request, response, caller, job.group(1));
            } else {
                open(request, response, caller, outlet -> hub.followTenant(caller.name(), outlet));
            }
        } catch (Rejection rejection) {
            Answers.problem(response, rejection);
        }
    }

    private Caller admit(HttpServletRequest request) {
        Caller caller = access.caller(request.getHeader("Authorization"));
        HttpGateway.requireWhole(view);
        if (request.getQueryString() != null) {
            throw Rejection.of(400, "invalid-query", "The query can't be understood", "expected no parameters");
        }
        return caller;
    }

    private void followJob(HttpServletRequest request, HttpServletResponse response, Caller caller, String job)
            throws IOException {
        if (view.status(caller.name(), job).isEmpty()) {
            throw JobRoutes.unknown();
        }
        String last = request.getHeader("Last-Event-ID");
        if (LAST_ID.equals(last)) {
            response.setStatus(204); // tells a browser not to come back
            return;
        }
        OptionalLong offset = last == null || last.isEmpty() ? OptionalLong.empty() : offset(last);
        open(request, response, caller, outlet -> hub.followJob(caller.name(), job, offset, outlet));
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Caller caller, Consumer<Outlet> follow)
            throws IOException {
        if (!hub.quota().take(caller.name())) {
            throw Rejection.of(
                    429,
                    "too-many-streams",
                    "Too many event streams",
                    "at most %d at a time; close one first"
                            .formatted(hub.quota().perTenant()));
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        var outlet = new ServletOutlet(response.getOutputStream(), gone -> {
            hub.forget(gone);
            hub.quota().giveBack(caller.name());
            complete(context);
        });
        outlet.offer(Frame.RETRY);
        outlet.start();
        follow.accept(outlet);
    }

    private static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException over) {
            // the container has ended it: the client has gone
        }
    }

    private static OptionalLong offset(String last) {
        if (!last.matches("\\d{1,18}")) {
            throw Rejection.of(
                    400, "invalid-last-event-id", "No such event", "Last-Event-ID: expected an id of this stream");
        }
        return OptionalLong.of(Long.parseLong(last));
    }
}
