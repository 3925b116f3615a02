package tollgate.console.web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers those only who call this machine by one of its own names. Without it, a page from elsewhere whose name is made to lead here
 * (DNS rebinding) could read everything by the browser of somebody on this machine.
 */
final class LocalNamesOnly implements DecoratingHttpServiceFunction {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        return isLocal(request.authority())
                ? delegate.serve(ctx, request)
                : JsonErrors.response(
                        HttpStatus.FORBIDDEN,
                        "forbidden",
                        "the console answers to localhost only, as long as it has no login: open http://localhost with its port");
    }

    static boolean isLocal(@Nullable String authority) {
        return authority != null && NAMES.contains(authority.replaceFirst(":\\d+$", ""));
    }
}
