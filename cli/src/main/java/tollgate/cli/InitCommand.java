package tollgate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tollgate.access.TokenAdministration;

@Command(
        name = "init",
        description =
                "Make the settings of docker-compose.yml, with secrets of their own. Once made, they are never changed.")
final class InitCommand implements Callable<Integer> {
    /** Stands in the example wherever a secret is to be. */
    static final String SECRET = "<secret>";

    /** Stands where an access token is to be. */
    static final String TOKEN = "<token>";

    private static final int SECRET_BYTES = 24;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--folder",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Where .env.example is, and .env will be. Default: the current folder")
    private Path folder = Path.of(".");

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException, CommandFailedException {
        Path example = folder.resolve(".env.example");
        Path settings = folder.resolve(".env");
        try {
            List<String> lines = Files.readAllLines(example, StandardCharsets.UTF_8);
            long secrets = lines.stream().filter(InitCommand::isSecret).count();
            SecretFile.write(
                    settings, String.join("\n", lines.stream().map(this::filled).toList()));
            spec.commandLine()
                    .getOut()
                    .println(settings.normalize() + " is made, with " + secrets
                            + " secrets that nobody else can read; next: docker compose up --build");
            return 0;
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(
                    e.getFile() + " is not there: run this in Tollgate's folder, or name it with --folder", e);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailedException(
                    settings.normalize()
                            + " is there already, and its secrets may be in use; to begin anew delete it, and the volumes too (docker compose down --volumes)",
                    e);
        }
    }

    private static boolean isSecret(String line) {
        return line.endsWith("=" + SECRET) || line.endsWith("=" + TOKEN);
    }

    private String filled(String line) {
        if (!isSecret(line)) {
            return line;
        }
        String name = line.substring(0, line.indexOf('=') + 1);
        return name + (line.endsWith(TOKEN) ? TokenAdministration.newText() : secret());
    }

    /** 192 bits in characters that no shell, no URL and no JSON minds. */
    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
