package tollgate.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tollgate.access.Scope;
import tollgate.access.TokenVerifier;
import tollgate.access.Verdict;

/**
 * Lets in who shows an access token with the scope {@code console}: as a bearer with each request, or once for a cookie that no script
 * can read and no other site sends. The cookie stands for the token, which is judged anew with each request, so one that is revoked
 * is of no use any more. At most {@value #MOST_SESSIONS} sessions are kept, the last used ones.
 */
final class Login implements DecoratingHttpServiceFunction {
    static final String PATH = "/api/login";
    static final String COOKIE = "tollgate_console";
    private static final Set<String> OPEN = Set.of("/", "/alerts", "/request", "/healthz", PATH);
    private static final int MOST_SESSIONS = 1_000;
    private static final int RANDOM_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenVerifier verifier;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> tokens = new LinkedHashMap<>(16, 0.75F, true);

    Login(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        return isOpen(ctx.path()) || isLetIn(request.headers())
                ? delegate.serve(ctx, request)
                : refused("log in with an access token that has the scope console");
    }

    /** The page itself says nothing. What is not named here is closed, however its path is written. */
    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.startsWith("/d/") || path.startsWith("/assets/");
    }

    private boolean isLetIn(RequestHeaders headers) {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            return verifier.verifyHeader(authorization, Scope.CONSOLE) instanceof Verdict.Granted;
        }
        String token = token(headers);
        return token != null && verifier.verify(token, Scope.CONSOLE) instanceof Verdict.Granted;
    }

    private @Nullable String token(RequestHeaders headers) {
        for (Cookie cookie : headers.cookies()) {
            if (cookie.name().equals(COOKIE)) {
                synchronized (tokens) {
                    return tokens.get(cookie.value());
                }
            }
        }
        return null;
    }

    /** Answers {@code {"token": …}} with a cookie, where the token is good. */
    HttpResponse logIn(AggregatedHttpRequest request) {
        String shown;
        try {
            shown = JSON.readTree(request.content().array())
                    .path("token")
                    .asText("")
                    .strip();
        } catch (JsonProcessingException e) {
            return JsonErrors.response(HttpStatus.BAD_REQUEST, "bad_request", "send {\"token\": \"tg_…\"}");
        } catch (java.io.IOException e) { // of bytes in memory
            throw new java.io.UncheckedIOException(e);
        }
        if (!(verifier.verify(shown, Scope.CONSOLE) instanceof Verdict.Granted)) {
            return refused("this is no token with the scope console, or it has ended: ./tollgate token create --scopes"
                    + " console makes one");
        }
        String session = session(shown);
        boolean tls = "https".equals(request.headers().get("x-forwarded-proto"));
        return HttpResponse.of(ResponseHeaders.builder(HttpStatus.NO_CONTENT)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .cookie(Cookie.secureBuilder(COOKIE, session)
                        .secure(tls)
                        .path("/")
                        .sameSite("Strict")
                        .build())
                .build());
    }

    private String session(String token) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String session = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        synchronized (tokens) {
            tokens.put(session, token);
            if (tokens.size() > MOST_SESSIONS) {
                tokens.remove(tokens.keySet().iterator().next());
            }
        }
        return session;
    }

    private static HttpResponse refused(String message) {
        return JsonErrors.response(HttpStatus.UNAUTHORIZED, "login", message);
    }
}
