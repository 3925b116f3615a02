package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of Elasticsearch's launcher, ready to be mapped (JDK class data sharing, JEP 350). The first server that is closed in
 * order leaves them beside the assembly; until then, and where they do not fit, the launcher just starts more slowly. The server
 * itself cannot have this: it patches a module of the JDK, which turns class data sharing off.
 */
final class LauncherArchive {
    private final Path archive;
    private final Path fresh;

    LauncherArchive(Path home, DataFolder folder) {
        // An archive fits the very JDK that made it.
        String jdk = System.getProperty("java.vm.version") + " " + System.getProperty("java.home");
        this.archive = home.resolve("launcher-" + Hash.of(jdk) + ".jsa");
        this.fresh = folder.temp().resolve("launcher.jsa");
    }

    /** The JVM flags of the launcher that use the archive, or else make it. */
    List<String> jvmFlags() {
        return List.of(
                Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:ArchiveClassesAtExit=" + fresh);
    }

    /** Keeps what the launcher made at its end, if it made it. */
    void keep() throws IOException {
        if (!Files.exists(fresh)) {
            return;
        }
        if (!Files.exists(archive)) {
            Path part = Files.createTempFile(archive.getParent(), "launcher-", ".part");
            Files.copy(fresh, part, StandardCopyOption.REPLACE_EXISTING);
            Folders.makeReadable(part);
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(fresh);
    }
}
