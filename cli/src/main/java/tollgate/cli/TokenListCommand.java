package tollgate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.access.Scope;
import tollgate.access.Token;

@Command(name = "list", description = "List the tokens; those that ended, for 90 days.")
final class TokenListCommand implements Callable<Integer> {
    private static final String FORMAT = "%-12s  %-9s  %-20s  %-16s  %-16s  %-18s  %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    private boolean json;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TokenOptions options;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Instant now = Instant.now();
        if (json) {
            ObjectNode all = new ObjectMapper().createObjectNode();
            ArrayNode tokens = all.putArray("tokens");
            options.store().read().all().forEach(token -> describe(tokens.addObject(), token, now));
            out.println(all);
        } else {
            out.printf(FORMAT, "id", "state", "expires", "tenant", "name", "scopes", "models");
            for (Token token : options.store().read().all()) {
                out.printf(
                        FORMAT,
                        token.id(),
                        state(token, now),
                        token.expires().truncatedTo(ChronoUnit.SECONDS),
                        token.tenant(),
                        token.name(),
                        scopes(token),
                        models(token));
            }
        }
        out.flush();
        return 0;
    }

    private static void describe(ObjectNode to, Token token, Instant now) {
        to.put("id", token.id())
                .put("state", state(token, now))
                .put("tenant", token.tenant())
                .put("name", token.name())
                .put("scopes", scopes(token))
                .put("models", models(token))
                .put("expires", token.expires().toString())
                .put("age_days", token.ageDays(now));
        if (token.file() != null) {
            to.put("file", token.file().toString());
        }
    }

    private static String state(Token token, Instant now) {
        if (token.ended(now) == null) {
            return "good";
        }
        return token.revoked() == null ? "expired" : "revoked";
    }

    private static String scopes(Token token) {
        return token.scopes().stream().map(Scope::code).sorted().collect(Collectors.joining(","));
    }

    private static String models(Token token) {
        return token.models().isEmpty() ? "*" : token.models().stream().sorted().collect(Collectors.joining(","));
    }
}
