package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerUserTest {
    @TempDir
    private Path temp;

    @Test
    void anOrdinaryUserRunsTheServerHimself() {
        assertThat(new SameUser().command(List.of("a", "b"))).containsExactly("a", "b");
    }

    @Test
    void rootRunsItAsNobody() throws Exception {
        assumeThat(ServerUser.isRoot()).isTrue();

        Process id = new ProcessBuilder(new UnprivilegedUser().command(List.of("id", "-u"))).start();

        assertThat(new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo("65534");
        assertThat(id.waitFor()).isZero();
    }

    @Test
    void nobodyOwnsWhatRootGivesHim() throws IOException {
        assumeThat(ServerUser.isRoot()).isTrue();
        Path file =
                Files.writeString(Files.createDirectory(temp.resolve("folder")).resolve("file"), "x");

        new UnprivilegedUser().own(temp.resolve("folder"));

        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65_534);
        assertThat(Files.getAttribute(file.getParent(), "unix:gid")).isEqualTo(65_534);
        assertThat(Files.getAttribute(temp, "unix:uid")).isEqualTo(0);
    }

    @Test
    void namesTheFolderThatNobodyCannotEnter() throws IOException {
        Path closed = Files.createDirectory(temp.resolve("closed"));
        Path inside = Files.createDirectories(closed.resolve("a/b"));
        permit(closed, "rwxr-x---");

        assertThatThrownBy(() -> new UnprivilegedUser().requireReach(inside, "do something"))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessage("Elasticsearch runs as user 65534 where root starts it, and that user cannot enter "
                        + closed.toRealPath() + ": do something");
    }

    @Test
    void nobodyEntersWhatIsOpenToAll() throws IOException {
        permit(temp, "rwx--x--x");
        Path inside = Files.createDirectories(temp.resolve("a/b"));
        permit(temp.resolve("a"), "rwx--x--x");
        permit(inside, "rwx--x--x");

        assertThatCode(() -> new UnprivilegedUser().requireReach(inside, "do something"))
                .doesNotThrowAnyException();
    }

    private static void permit(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
}
