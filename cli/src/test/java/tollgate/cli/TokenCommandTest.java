package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.access.FileTokenStore;
import tollgate.access.Scope;
import tollgate.access.TokenVerifier;
import tollgate.access.Verdict;

class TokenCommandTest {
    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();

    private Execution token(String... arguments) {
        List<String> all = new ArrayList<>(List.of("token"));
        all.addAll(List.of(arguments));
        return Execution.of(Map.of("TOLLGATE_DATA", folder.toString()), all.toArray(String[]::new));
    }

    private Verdict verdict(String text, Scope scope) throws IOException {
        return new TokenVerifier(new FileTokenStore(folder.resolve("tokens.json")), InstantSource.system())
                .verify(text, scope);
    }

    private JsonNode listed() throws IOException {
        return json.readTree(token("list", "--json").out()).get("tokens");
    }

    @Test
    void aTokenIsPrintedOnceAndIsInNoFile() throws Exception {
        Execution made = token("create", "--tenant", "search", "--name", "crawler", "--models", "a,b");

        assertThat(made.exitCode()).isZero();
        String text = made.out().strip();
        assertThat(text).matches("tg_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
        assertThat(made.err())
                .contains(text.substring(3, 15))
                .contains("shown only now")
                .doesNotContain(text);
        assertThat(verdict(text, Scope.CHAT)).isInstanceOf(Verdict.Granted.class);
        assertThat(verdict(text, Scope.ADMIN)).isInstanceOf(Verdict.Denied.class);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain(text.substring(16));
            }
        }
        JsonNode token = listed().get(0);
        assertThat(token.get("id").asText()).isEqualTo(text.substring(3, 15));
        assertThat(token.get("state").asText()).isEqualTo("good");
        assertThat(token.get("models").asText()).isEqualTo("a,b");
        assertThat(token("list").out()).contains("crawler").contains("search").doesNotContain(text.substring(16));
    }

    @Test
    void rotatedAndRevokedItLeavesAuditLines() throws Exception {
        String first = token("create", "--tenant", "search").out().strip();
        String id = first.substring(3, 15);
        String second = token("rotate", id, "--overlap", "0s").out().strip();
        assertThat(second).startsWith("tg_" + id + "_").isNotEqualTo(first);
        assertThat(verdict(first, Scope.CHAT)).isInstanceOf(Verdict.Denied.class);
        assertThat(verdict(second, Scope.CHAT)).isInstanceOf(Verdict.Granted.class);

        assertThat(token("revoke", id).exitCode()).isZero();
        assertThat(verdict(second, Scope.CHAT)).isInstanceOf(Verdict.Denied.class);
        assertThat(listed().get(0).get("state").asText()).isEqualTo("revoked");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("requests").resolve("audit.log"))) {
            lines.add(json.readTree(line));
        }
        assertThat(lines)
                .extracting(line -> line.at("/event/action").asText())
                .containsExactly("create", "rotate", "revoke");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.at("/llm_gateway/key/id").asText()).isEqualTo(id);
            assertThat(line.at("/user/id").asText()).isEqualTo(System.getProperty("user.name"));
            assertThat(line.at("/service/name").asText()).isEqualTo("tollgate-cli");
        });
    }

    @Test
    void putIntoAFileItIsForItsOwnerAloneAndRotatedWhenDue() throws Exception {
        Path file = folder.resolve("secret");
        Execution made = token(
                "create", "--tenant", "ops", "--scopes", "chat,admin", "--expires", "90d", "--file", file.toString());

        assertThat(made.out()).isEmpty();
        String text = Files.readString(file).strip();
        assertThat(verdict(text, Scope.ADMIN)).isInstanceOf(Verdict.Granted.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token("rotate", "--due").err()).isEmpty();
        Files.delete(file);
        assertThat(token("rotate", "--due").err()).contains("has a new secret").contains(file.toString());
        assertThat(verdict(Files.readString(file).strip(), Scope.ADMIN)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void whatCannotBeIsSaidInOneLine() {
        assertThat(token("create", "--tenant", "a", "--scopes", "all").err())
                .startsWith("tollgate: \"all\" is no scope: chat, console, admin");
        assertThat(token("create", "--tenant", "a", "--expires", "soon").err())
                .startsWith("tollgate: --expires is \"soon\": give a whole number and s, m, h or d");
        assertThat(token("create", "--tenant", "a", "--expires", "400d").err())
                .startsWith("tollgate: a token expires after at most 366 days");
        assertThat(token("revoke", "abc").err()).startsWith("tollgate: there is no token \"abc\"");
        assertThat(token("rotate").exitCode()).isEqualTo(2);
        assertThat(token("create").exitCode()).isEqualTo(2);
        assertThat(token("create", "--help").out()).startsWith("Usage: tollgate token create");
        assertThat(token("--help").out()).contains("create", "list", "rotate", "revoke");
    }
}
