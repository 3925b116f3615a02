package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.FileTokenStore;
import tollgate.access.Scope;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenRequest;
import tollgate.access.TokenVerifier;
import tollgate.access.audit.AuditEvent;
import tollgate.access.limit.BudgetTable;
import tollgate.access.limit.LimitTable;
import tollgate.access.limit.RateLimiter;
import tollgate.access.limit.RateLimits;
import tollgate.access.limit.Spending;

/** Who may reload the configuration. */
class ScopedServiceTest {
    private static final String ELSEWHERE = "192.0.2.7";

    @TempDir
    private Path folder;

    private final InstantSource clock = InstantSource.system();
    private final List<AuditEvent> events = new ArrayList<>();
    private final SafeAuditLog audit = new SafeAuditLog(events::add, new SimpleMeterRegistry());
    private final RateLimiter limiter =
            new RateLimiter(new LimitTable(RateLimits.NONE, RateLimits.NONE, Map.of()), System::nanoTime);

    private String token(Scope scope) throws IOException {
        return new TokenAdministration(store(), event -> {}, clock, "ann")
                .create(new TokenRequest("ops", "ops", Set.of(scope), Set.of(), Duration.ofDays(7), null))
                .text();
    }

    private FileTokenStore store() {
        return new FileTokenStore(folder.resolve("tokens.json"));
    }

    private Gate tokens() throws IOException {
        Spending spending = new Spending(
                BudgetTable.NONE,
                () -> {
                    throw new AssertionError("nothing is priced");
                },
                clock);
        return new TokenGate(new TokenVerifier(store(), clock), limiter, spending, new BudgetWitness(audit), clock);
    }

    private int reload(Gate gate, String from, @Nullable String token) throws Exception {
        RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.POST, "/admin/reload");
        if (token != null) {
            headers.add("authorization", "Bearer " + token);
        }
        HttpRequest request = HttpRequest.of(headers.build());
        ServiceRequestContext ctx = ServiceRequestContext.builder(request)
                .remoteAddress(new InetSocketAddress(from, 4_711))
                .build();
        AggregatedHttpResponse response = new ScopedService(
                        (_, _) -> HttpResponse.of(200),
                        gate,
                        Scope.ADMIN,
                        true,
                        new ErrorBody(new JsonFactory()),
                        audit,
                        clock)
                .serve(ctx, request)
                .aggregate()
                .join();
        return response.status().code();
    }

    @Test
    void fromElsewhereOnlyATokenForAdministrationWillDo() throws Exception {
        String admin = token(Scope.ADMIN);
        String chat = token(Scope.CHAT);

        assertThat(reload(tokens(), ELSEWHERE, null)).isEqualTo(401);
        assertThat(reload(tokens(), ELSEWHERE, chat)).isEqualTo(403);
        assertThat(reload(tokens(), ELSEWHERE, admin)).isEqualTo(200);
        assertThat(events)
                .extracting(AuditEvent::action, AuditEvent::reason, AuditEvent::status, AuditEvent::clientAddress)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("deny", "token_missing", 401, ELSEWHERE),
                        org.assertj.core.groups.Tuple.tuple("deny", "scope_missing", 403, ELSEWHERE));
    }

    @Test
    void onThisMachineNoneIsNeeded() throws Exception {
        assertThat(reload(tokens(), "127.0.0.1", null)).isEqualTo(200);
        assertThat(reload(new OpenGate(limiter), "127.0.0.1", null)).isEqualTo(200);
        assertThat(reload(new OpenGate(limiter), ELSEWHERE, null)).isEqualTo(401);
        assertThat(events).hasSize(1);
    }
}
