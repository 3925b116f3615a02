package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitCommandTest {
    private static final Path EXAMPLE = Path.of("../.env.example");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everySecretOfTheExampleIsRandomAndForItsOwnerAlone() throws Exception {
        Files.copy(EXAMPLE, folder.resolve(".env.example"));

        assertThat(init()).isZero();

        List<String> example = Files.readAllLines(EXAMPLE);
        List<String> made = Files.readAllLines(folder.resolve(".env"));
        Set<String> secrets = new HashSet<>();
        assertThat(made).hasSameSizeAs(example);
        for (int i = 0; i < made.size(); i++) {
            String name = example.get(i).replace(InitCommand.SECRET, "");
            if (example.get(i).endsWith("=" + InitCommand.TOKEN)) {
                assertThat(made.get(i)).matches("GATEWAY_TOKEN=tg_[0-9a-f]{12}_[\\w-]{43}");
            } else if (example.get(i).endsWith("=" + InitCommand.SECRET)) {
                assertThat(made.get(i)).startsWith(name);
                assertThat(secrets.add(made.get(i).substring(name.length()))).isTrue();
            } else {
                assertThat(made.get(i)).isEqualTo(example.get(i));
            }
        }
        assertThat(secrets).hasSize(9).allMatch(secret -> secret.matches("[\\w-]{32}"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".env"))))
                .isEqualTo("rw-------");
        assertThat(out.toString()).contains("10 secrets").doesNotContain("tg_");
        secrets.forEach(secret -> assertThat(out.toString()).doesNotContain(secret));
    }

    @Test
    void whatIsThereIsKept() throws Exception {
        Files.copy(EXAMPLE, folder.resolve(".env.example"));
        Files.writeString(folder.resolve(".env"), "ELASTIC_PASSWORD=mine\n");

        assertThat(init()).isEqualTo(1);
        assertThat(folder.resolve(".env")).hasContent("ELASTIC_PASSWORD=mine");
        assertThat(err.toString()).contains(".env is there already");
    }

    @Test
    void withoutTheExampleItSaysWhereToRun() {
        assertThat(init()).isEqualTo(1);
        assertThat(err.toString()).contains(".env.example is not there").contains("--folder");
    }

    private int init() {
        CommandLine line = Tollgate.commandLine(Map.of());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute("init", "--folder", folder.toString());
    }
}
