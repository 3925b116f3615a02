package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The folder of one server: its data, configuration, logs and process ids. One program at a time holds it. */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "elasticsearch-local.lock";
    private static final String REMEDY = "choose another data folder for Elasticsearch (its setting \"data\")";

    private final Path folder;
    private final boolean temporary;
    private final FolderLock lock;

    private DataFolder(Path folder, boolean temporary, FolderLock lock) {
        this.folder = folder;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** A folder that {@link #close} deletes. */
    static DataFolder temporary(ServerUser user) throws IOException {
        return open(Files.createTempDirectory("tollgate-elasticsearch-"), true, user);
    }

    /**
     * The folder at this path, which is created where it is not there.
     *
     * @throws ElasticsearchFailedException where another program holds it, or it holds something else, or the server could not
     *     enter it
     */
    static DataFolder at(Path path, ServerUser user) throws IOException {
        return open(path.toAbsolutePath(), false, user);
    }

    private static DataFolder open(Path path, boolean temporary, ServerUser user) throws IOException {
        Folders.createPrivate(path);
        Path real = path.toRealPath();
        try (Stream<Path> content = Files.list(real)) {
            if (!Files.exists(real.resolve(LOCK)) && content.findAny().isPresent()) {
                throw new ElasticsearchFailedException(
                        real + " holds something else than data of a local Elasticsearch: " + REMEDY);
            }
        }
        FolderLock lock = FolderLock.attempt(real.resolve(LOCK))
                .orElseThrow(() -> new ElasticsearchFailedException(
                        "Another program runs an Elasticsearch on " + real + ": stop it, or " + REMEDY));
        DataFolder opened = new DataFolder(real, temporary, lock);
        boolean usable = false;
        try {
            Files.createDirectories(opened.config());
            Files.createDirectories(opened.logs());
            Files.createDirectories(opened.temp());
            user.own(real);
            user.requireReach(real, REMEDY);
            usable = true;
        } finally {
            if (!usable) {
                opened.close();
            }
        }
        return opened;
    }

    Path path() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path config() {
        return folder.resolve("config");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path temp() {
        return folder.resolve("tmp");
    }

    /** What the launcher and the server print. */
    Path log() {
        return logs().resolve("elasticsearch.log");
    }

    /** Where the server says on which address it listens, as soon as it does. */
    Path httpPorts() {
        return logs().resolve("http.ports");
    }

    PidFile launcherPid() {
        return new PidFile(folder.resolve("launcher.pid"));
    }

    /** Written by the server, and deleted by it when it ends in order. */
    PidFile serverPid() {
        return new PidFile(folder.resolve("server.pid"));
    }

    /** A flag without effect on the command lines of this folder's processes, by which they are known. */
    String marker() {
        CRC32C sum = new CRC32C();
        sum.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        return "-Dtollgate.elasticsearch.folder=" + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** Gives the folder up, and deletes it where it is temporary. */
    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            Folders.delete(folder);
        }
    }
}
