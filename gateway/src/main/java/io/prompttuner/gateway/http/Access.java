package io.prompttuner.gateway.http;

import io.javalin.http.Context;
import io.prompttuner.gateway.tenant.Caller;
import io.prompttuner.gateway.tenant.TokenFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out who is asking, by the bearer token (RFC 6750) alone. */
final class Access {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]{1,512}=*)");

    private final TokenFile tokens;

    Access(TokenFile tokens) {
        this.tokens = tokens;
    }

    /** The caller, or a 401. */
    Caller caller(Context request) {
        return caller(request.header("Authorization"));
    }

    /** The same, by the header {@code Authorization}. */
    Caller caller(@Nullable String header) {
        if (header == null) {
            throw Rejection.unauthorized("send a header Authorization: Bearer TOKEN");
        }
        Matcher bearer = BEARER.matcher(header.strip());
        if (!bearer.matches()) {
            throw Rejection.unauthorized("expected Authorization: Bearer TOKEN");
        }
        return tokens.find(bearer.group(1)).orElseThrow(() -> Rejection.unauthorized("this token is not known here"));
    }
}
