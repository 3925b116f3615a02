package tollgate.shipper.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the one shipper that may use a state folder; the system lets go of it when the process dies, however it dies. */
public final class StateLock implements Closeable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or gives null where another shipper has it. */
    public static @Nullable StateLock tryAcquire(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) { // another shipper in this very process
            channel.close();
            return null;
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        return new StateLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
