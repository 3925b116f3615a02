package tollgate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.access.IssuedToken;
import tollgate.access.Scope;
import tollgate.access.TokenRequest;

@Command(
        name = "create",
        description = "Make a token and print it: nobody can read it again. With --file it is put there instead.")
final class TokenCreateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--tenant",
            required = true,
            paramLabel = "NAME",
            description = "Whose requests it lets in: budgets and sums are by tenant.")
    private String tenant = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it. Default: the tenant's name")
    private @Nullable String name;

    @Option(
            names = "--scopes",
            split = ",",
            paramLabel = "SCOPE,...",
            defaultValue = "chat",
            description = "What it is good for: chat, console, admin. Default: ${DEFAULT-VALUE}")
    private List<String> scopes = List.of();

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "MODEL,...",
            description = "The models that it may ask for. Default: all")
    private List<String> models = List.of();

    @Option(
            names = "--expires",
            paramLabel = "PERIOD",
            defaultValue = "7d",
            description = "After which time it expires: 7d, 12h, 30m, 90s. Default: ${DEFAULT-VALUE}")
    private String expires = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Put it there, for its owner alone. The gateway then rotates it by itself, a day before it"
                    + " expires, and the one before stays good for that day.")
    private @Nullable Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private TokenOptions options;

    @Override
    public Integer call() throws Exception {
        Set<Scope> wanted = Checked.setting(() -> scopes.stream().map(Scope::of).collect(Collectors.toSet()));
        TokenRequest request = Checked.setting(() -> new TokenRequest(
                tenant,
                name == null ? tenant : name,
                wanted,
                Set.copyOf(models),
                Periods.parse("--expires", expires),
                file));
        IssuedToken made = options.administration().create(request);
        new Progress(spec.commandLine().getErr())
                .say("the token " + made.token().id() + " is good until "
                        + made.token().expires() + (file == null ? "; it is shown only now" : "; it is in " + file));
        if (file == null) {
            spec.commandLine().getOut().println(made.text());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
