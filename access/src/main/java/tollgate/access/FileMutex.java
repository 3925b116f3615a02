package tollgate.access;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Held by one thread of one process at a time; the system lets go of it when the process dies, however it dies. */
public final class FileMutex implements Closeable {
    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private final FileChannel channel;

    private FileMutex(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until it is free. The file is made, for its owner alone, and stays. */
    public static FileMutex acquire(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.attributes(file));
        try {
            while (true) {
                try {
                    FileLock lock = channel.lock();
                    if (lock.isValid()) {
                        return new FileMutex(channel);
                    }
                } catch (OverlappingFileLockException e) { // another thread of this process has it
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
