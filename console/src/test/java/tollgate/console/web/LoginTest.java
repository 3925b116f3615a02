package tollgate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.FileTokenStore;
import tollgate.access.IssuedToken;
import tollgate.access.Scope;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenRequest;
import tollgate.access.TokenVerifier;
import tollgate.console.query.Answers;

class LoginTest {
    private static final String REQUESTS = "/api/dashboards/tollgate-overview/panels/requests";
    private static final Duration REFRESH = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T15:00:00Z"));
    private final Answers answers = new Answers(clock, REFRESH);
    private TokenAdministration tokens;
    private TokenVerifier verifier;
    private Server server;
    private BlockingWebClient client;

    @BeforeEach
    void start() throws IOException {
        FileTokenStore store = new FileTokenStore(folder.resolve("tokens.json"));
        tokens = new TokenAdministration(store, event -> {}, clock, "test");
        verifier = new TokenVerifier(store, clock);
        server = TestServers.of(clock, REFRESH, answers, new FakeEsql(), verifier);
        server.start().join();
        client = WebClient.of("http://127.0.0.1:" + server.activeLocalPort()).blocking();
    }

    @AfterEach
    void stop() {
        var _ = server.stop();
        answers.close();
    }

    @Test
    void withoutATokenThereIsThePageAndNoData() {
        assertThat(client.get("/").status()).isEqualTo(HttpStatus.OK);
        assertThat(client.get("/assets/main.js").status()).isEqualTo(HttpStatus.OK);
        for (String path : new String[] {
            REQUESTS, "/api/dashboards", "/api/rules", "/api/alerts", "/api/request?id=a", "/%61pi/rules", "//api/rules"
        }) {
            assertThat(client.get(path).status()).as(path).isEqualTo(HttpStatus.UNAUTHORIZED);
        }
    }

    @Test
    void aTokenOfTheScopeLogsInUntilItIsRevoked() throws IOException {
        IssuedToken token = issue(Scope.CONSOLE);
        AggregatedHttpResponse login = logIn(token.text());
        assertThat(login.status()).isEqualTo(HttpStatus.NO_CONTENT);
        String cookie = login.headers().get(HttpHeaderNames.SET_COOKIE);
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain(token.text());

        String sent = cookie.substring(0, cookie.indexOf(';'));
        assertThat(withCookie(sent)).isEqualTo(HttpStatus.OK);
        assertThat(withCookie(sent + "x")).isEqualTo(HttpStatus.UNAUTHORIZED);

        tokens.revoke(token.token().id());
        verifier.refresh();
        assertThat(withCookie(sent)).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void aBearerNeedsNoCookie() throws IOException {
        assertThat(withBearer(issue(Scope.CONSOLE).text())).isEqualTo(HttpStatus.OK);
        assertThat(withBearer(issue(Scope.CHAT).text())).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(withBearer("tg_0123456789ab_x")).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void whatIsNoTokenOfTheScopeDoesNotLogIn() throws IOException {
        assertThat(logIn(issue(Scope.CHAT).text()).status()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(logIn("").status()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(post("no JSON").status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(post("x".repeat(10_000)).status()).isEqualTo(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
    }

    private IssuedToken issue(Scope scope) throws IOException {
        IssuedToken issued = tokens.create(
                new TokenRequest("acme", "somebody", Set.of(scope), Set.of(), TokenRequest.DEFAULT_LIFETIME, null));
        verifier.refresh();
        return issued;
    }

    private AggregatedHttpResponse logIn(String token) {
        return post("{\"token\":\"" + token + "\"}");
    }

    private AggregatedHttpResponse post(String body) {
        return client.prepare().post(Login.PATH).content(MediaType.JSON, body).execute();
    }

    private HttpStatus withCookie(String cookie) {
        return client.execute(RequestHeaders.of(HttpMethod.GET, REQUESTS, HttpHeaderNames.COOKIE, cookie))
                .status();
    }

    private HttpStatus withBearer(String token) {
        return client.execute(
                        RequestHeaders.of(HttpMethod.GET, REQUESTS, HttpHeaderNames.AUTHORIZATION, "Bearer " + token))
                .status();
    }
}
