package tollgate.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tollgate.access.Token;

@Command(name = "revoke", description = "Take a token back: it is good for nothing from now on.")
final class TokenRevokeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The token, as the list shows it.")
    private String id = "";

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TokenOptions options;

    @Override
    public Integer call() throws IOException {
        Token revoked = options.administration().revoke(id);
        new Progress(spec.commandLine().getErr()).say("the token " + revoked.id() + " is revoked");
        return 0;
    }
}
