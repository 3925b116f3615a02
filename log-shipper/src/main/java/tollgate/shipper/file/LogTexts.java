package tollgate.shipper.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens files as what they are. A compressed one is checked first, a part of it at each look, so that the others go on meanwhile;
 * one that is being written is not looked into until it has stayed as it is from one look to the next.
 */
final class LogTexts implements Closeable {
    /** Text of compressed files that one look checks: a twentieth of a second, or a tenth where the machine is busy. */
    private static final long CHECKED_PER_LOOK = 32 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LogTexts.class);

    private final boolean atEnd;
    private final Map<String, GzipFile> compressed = new HashMap<>();
    private final Set<String> saidToBeCut = new HashSet<>();
    private long budget;

    /**
     * Opens files.
     *
     * @param atEnd whether they are complete, so that there is nothing to wait for
     */
    LogTexts(boolean atEnd) {
        this.atEnd = atEnd;
    }

    void beginLook() {
        budget = CHECKED_PER_LOOK;
    }

    /** Opens a file, or gives null where it is compressed and not checked yet, cut or damaged; the log says which, once. */
    @Nullable
    LogText open(Path path, String key, BasicFileAttributes attributes) throws IOException {
        GzipFile known = compressed.get(key);
        if (known == null || !known.isStill(attributes)) {
            if (known != null) {
                known.close();
                compressed.remove(key);
            }
            if (!isGzip(path)) {
                return new PlainText(FileChannel.open(path, StandardOpenOption.READ));
            }
            known = new GzipFile(attributes);
            compressed.put(key, known);
            if (!atEnd) {
                return null;
            }
        }
        known.settled();
        if (known.isDue() && budget > 0) {
            check(path, key, known);
        }
        return known.open(path);
    }

    private static boolean isGzip(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return Gzip.isIn(channel);
        }
    }

    private void check(Path path, String key, GzipFile file) throws IOException {
        try {
            budget -= file.check(path, budget);
        } catch (ZipException e) {
            LOG.warn(
                    "{} is damaged ({}): nothing of it is shipped until it is replaced; other files go on",
                    path,
                    e.getMessage());
        } catch (EOFException e) {
            if (saidToBeCut.add(key)) {
                LOG.warn("{} is compressed and ends too early: it waits until it is whole", path);
            }
        }
    }

    /** Whether there are files to check at the next look. */
    boolean isChecking() {
        return compressed.values().stream().anyMatch(GzipFile::isDue);
    }

    void forgetDeleted(Set<String> present) throws IOException {
        for (Map.Entry<String, GzipFile> each : compressed.entrySet()) {
            if (!present.contains(each.getKey())) {
                each.getValue().close();
            }
        }
        compressed.keySet().retainAll(present);
        saidToBeCut.retainAll(present);
    }

    @Override
    public void close() throws IOException {
        for (GzipFile file : compressed.values()) {
            file.close();
        }
    }
}
