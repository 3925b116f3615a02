package tollgate.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The folder of a request log: its names, and the lock that keeps a second writer out. */
final class LogFolder implements Closeable {
    private static final String ACTIVE = "requests.log";
    private static final String LOCK = "requests.lock";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final FileChannel lock;
    private final InstantSource clock;

    private LogFolder(Path path, FileChannel lock, InstantSource clock) {
        this.path = path;
        this.lock = lock;
        this.clock = clock;
    }

    static LogFolder lock(Path path, InstantSource clock) throws IOException {
        Files.createDirectories(path);
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(lock)) {
            lock.close();
            throw new FileSystemException(path.toString(), null, "another gateway has its request log there");
        }
        return new LogFolder(path, lock, clock);
    }

    /** The lock ends with its channel. */
    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) { // held in this process
            return false;
        }
    }

    Path active() {
        return path.resolve(ACTIVE);
    }

    /** Renames the active file to a name that is free. */
    void putActiveAside() throws IOException {
        String time = TIME.format(clock.instant());
        int number = 1;
        while (Files.exists(aside(time, number))) {
            number++;
        }
        Files.move(active(), aside(time, number));
    }

    private Path aside(String time, int number) {
        return path.resolve("requests-" + time + "-" + number + ".log");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
