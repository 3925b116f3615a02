package tollgate.shipper.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A compressed file as it was when it was seen first, and what is known of it. */
final class GzipFile implements Closeable {
    private final long bytes;
    private final FileTime modified;
    private @Nullable GzipCheck check;
    private @Nullable GzipFacts facts;
    private boolean isSettled;
    private boolean isDue;

    GzipFile(BasicFileAttributes attributes) {
        bytes = attributes.size();
        modified = attributes.lastModifiedTime();
    }

    boolean isStill(BasicFileAttributes attributes) {
        return bytes == attributes.size() && modified.equals(attributes.lastModifiedTime());
    }

    /** Says that it has stayed as it is, and is to be checked unless it has been. */
    void settled() {
        isDue |= !isSettled;
        isSettled = true;
    }

    /** Whether it is to be checked, or to be checked on. */
    boolean isDue() {
        return isDue;
    }

    /**
     * Goes on checking it.
     *
     * @param budget bytes of text to check now, about
     * @return how many have been
     * @throws ZipException where it is damaged, which ends the check
     * @throws EOFException where it is cut, likewise
     */
    long check(Path path, long budget) throws IOException {
        GzipCheck running = check == null ? GzipCheck.of(path) : check;
        check = running;
        long before = running.textBytes();
        isDue = false; // unless there is more
        try {
            facts = running.advance(budget);
            isDue = facts == null;
        } finally {
            if (!isDue) {
                close();
            }
        }
        return running.textBytes() - before;
    }

    /** Its text, or null where it is not known to be whole. */
    @Nullable
    LogText open(Path path) throws IOException {
        return facts == null ? null : new GzipText(FileChannel.open(path, StandardOpenOption.READ), facts);
    }

    /** Gives a check up. */
    @Override
    public void close() throws IOException {
        if (check != null) {
            check.close();
            check = null;
        }
    }
}
