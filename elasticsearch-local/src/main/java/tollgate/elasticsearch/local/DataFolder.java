package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tollgate.local.FolderTree;

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
        Path parent = real.getParent();
        if (parent != null) {
            user.requireReach(parent, REMEDY);
        }
        if (!Files.exists(real.resolve(LOCK)) && !FolderTree.isEmpty(real)) {
            throw new ElasticsearchFailedException(
                    real + " holds something else than data of a local Elasticsearch: " + REMEDY);
        }
        FolderLock lock = FolderLock.attempt(real.resolve(LOCK))
                .orElseThrow(() -> new ElasticsearchFailedException(
                        "Another program runs an Elasticsearch on " + real + ": stop it, or " + REMEDY));
        return new DataFolder(real, temporary, lock);
    }

    /** Creates the folders in it, and empties those of the run before; no process of it may run. */
    void prepare() throws IOException {
        FolderTree.delete(temp());
        Files.createDirectories(temp());
        Files.createDirectories(config());
        Files.createDirectories(logs());
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

    /** Where the server writes its process id. */
    Path serverPid() {
        return folder.resolve("server.pid");
    }

    /** A flag without effect, which every process of this folder is to have on its command line. It has no blanks. */
    String marker() {
        return "-Dtollgate.elasticsearch.folder=" + Hash.of(folder.toString());
    }

    MarkedProcesses processes() {
        return new MarkedProcesses(marker());
    }

    /** Gives the folder up, and deletes it where it is temporary. */
    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            FolderTree.delete(folder);
        }
    }
}
