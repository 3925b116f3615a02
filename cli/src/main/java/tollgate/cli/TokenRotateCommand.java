package tollgate.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tollgate.access.IssuedToken;
import tollgate.access.TokenAdministration;

@Command(
        name = "rotate",
        description = "Give a token a new secret and print it, or put it into the token's file. Its id stays, and the"
                + " secret before stays good for an overlap.")
final class TokenRotateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The token, as the list shows it.")
    private @Nullable String id;

    @Option(
            names = "--overlap",
            paramLabel = "PERIOD",
            description =
                    "How long the secret before stays good: 1d, 2h, 0s. Default: a day, or half of the token's life")
    private @Nullable String overlap;

    @Option(
            names = "--due",
            description =
                    "Rotate the tokens with a file that are about to expire, as a running gateway does by itself.")
    private boolean due;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TokenOptions options;

    @Override
    public Integer call() throws Exception {
        if ((id == null) != due) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameter: 'ID' or '--due', one of them");
        }
        String length = overlap;
        Duration former = length == null ? null : Checked.setting(() -> Periods.parse("--overlap", length));
        TokenAdministration tokens = options.administration();
        if (id != null) {
            tell(tokens.rotate(id, former));
            return 0;
        }
        List<String> failures = new ArrayList<>();
        for (IssuedToken rotated : tokens.rotateDue((token, failure) ->
                failures.add("the token " + token.id() + " was not rotated: " + failure.getMessage()))) {
            tell(rotated);
        }
        if (!failures.isEmpty()) {
            throw new CommandFailedException(String.join("; ", failures));
        }
        return 0;
    }

    private void tell(IssuedToken rotated) {
        boolean shown = rotated.token().file() == null;
        new Progress(spec.commandLine().getErr())
                .say("the token " + rotated.token().id() + " has a new secret, good until "
                        + rotated.token().expires()
                        + (shown
                                ? "; it is shown only now"
                                : "; it is in " + rotated.token().file()));
        if (shown) {
            spec.commandLine().getOut().println(rotated.text());
            spec.commandLine().getOut().flush();
        }
    }
}
