package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock that one holder in one process can have; the operating system releases it when that process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    /**
     * The locks of this process. It is static because POSIX locks are: they belong to the process, and closing any channel on the
     * file gives them up, so that a second one must not even be opened.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int POLL_MILLIS = 50;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The lock, or nothing where another has it. Creates the file. */
    static Optional<FolderLock> attempt(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path key = folder == null ? file : folder.toRealPath().resolve(file.getFileName());
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        Optional<FolderLock> lock = Optional.empty();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                lock = Optional.of(new FolderLock(key, channel));
            }
            return lock;
        } finally {
            if (lock.isEmpty()) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(key);
            }
        }
    }

    /** The lock, as soon as it is free. Where that is not at once, says so. */
    static FolderLock await(Path file, Runnable onWait) throws IOException {
        Optional<FolderLock> lock = attempt(file);
        if (lock.isEmpty()) {
            onWait.run();
        }
        while (lock.isEmpty()) {
            Pause.millis(POLL_MILLIS);
            lock = attempt(file);
        }
        return lock.get();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
