package tollgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tollgate.access.Scope;
import tollgate.access.TokenException;
import tollgate.access.TokenRequest;

/** The token that a gateway is given with its settings, so that there is one before anybody can make any. */
final class FirstToken {
    private static final String VARIABLE = "TOLLGATE_FIRST_TOKEN";
    /** Until an alert says that a key is too old. */
    private static final Duration LIFETIME = Duration.ofDays(90);

    static void adopt(Map<String, String> environment, Path tokens, Path log)
            throws IOException, CommandFailedException {
        String text = environment.getOrDefault(VARIABLE, "").strip();
        if (text.isEmpty()) {
            return;
        }
        try {
            TokenOptions.administration(tokens, log)
                    .adopt(text, new TokenRequest("default", "first", Set.of(Scope.CHAT), Set.of(), LIFETIME, null));
        } catch (TokenException e) {
            throw new CommandFailedException(VARIABLE + " " + e.getMessage(), e);
        }
    }

    private FirstToken() {}
}
