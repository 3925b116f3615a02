package tollgate.console.web;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** Lets a browser load nothing but what comes from here, run no script that stands in a page, and show the page in no other one. */
final class SecurityHeaders implements DecoratingHttpServiceFunction {
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        ctx.mutateAdditionalResponseHeaders(
                headers -> headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
                        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                        .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
                        .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
                        .set(HttpHeaderNames.CROSS_ORIGIN_OPENER_POLICY, "same-origin")
                        .set(HttpHeaderNames.CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"));
        return delegate.serve(ctx, request);
    }
}
