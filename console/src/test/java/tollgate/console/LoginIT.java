package tollgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tollgate.access.FileTokenStore;
import tollgate.access.IssuedToken;
import tollgate.access.Scope;
import tollgate.access.TokenAdministration;
import tollgate.access.TokenRequest;
import tollgate.dashboards.Dashboards;

/** Where others reach the console, a browser shows nothing before somebody has logged in, and nothing after the token was revoked. */
class LoginIT {
    @RegisterExtension
    static final SharedConsole SHARED = new SharedConsole();

    @Test
    void tokenOfTheScopeOpensTheDashboardsUntilItIsRevoked(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tokens.json");
        TokenAdministration tokens =
                new TokenAdministration(new FileTokenStore(file), event -> {}, SampleConsole.CLOCK, "test");
        IssuedToken chat = tokens.create(request(Scope.CHAT));
        IssuedToken token = tokens.create(request(Scope.CONSOLE));
        Browser browser = SHARED.browser();
        try (Console console =
                SHARED.console().start(ConsoleSettings.DEFAULT.withPort(0).withLogin(file))) {
            browser.open(console.uri() + "/d/tollgate-overview?tenant=acme");
            browser.await("the login is there", "document.querySelector('form.login') !== null");
            assertThat(browser.run("return document.querySelectorAll('[data-panel], #places a').length")
                            .asInt())
                    .isZero();
            assertThat(browser.axe()).isEmpty();

            browser.type(chat.text(), Keys.ENTER);
            browser.await("it is refused", "!document.querySelector('.login .banner').hidden");
            assertThat(browser.run("return document.querySelector('.login .banner').textContent")
                            .asText())
                    .startsWith("this is no token with the scope console");

            browser.run(
                    "document.querySelector('.login input').value = ''; document.querySelector('.login input').focus()");
            browser.type(token.text(), Keys.ENTER);
            browser.await("the dashboard is there", "document.querySelectorAll('section[data-panel]').length > 0");
            browser.awaitPanels();
            new ShownPanels(SHARED).assertExact(Dashboards.all().getFirst(), Map.of("tenant", "acme"));
            assertThat(browser.run("return document.cookie").asText()).doesNotContain("tollgate");

            tokens.revoke(token.token().id());
            browser.await(
                    "it is of no use any more",
                    "(document.querySelector('.bar button[type=button]')?.click(), document.querySelector('form.login') !== null)");
            assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("Content Security Policy"));
        }
    }

    private static TokenRequest request(Scope scope) {
        return new TokenRequest("acme", "somebody", Set.of(scope), Set.of(), TokenRequest.DEFAULT_LIFETIME, null);
    }
}
