package tollgate.shipper.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that match a pattern, followed through rotation.
 *
 * <p>Renamed: the same file by its key, read on. Deleted: read to its end, since it is held open. Copied and then emptied
 * ({@code copytruncate}): the copy begins like the file did, so it is read on from where the file was, and the emptied file
 * begins anew. A copy beside its original waits, since it says nothing new. Compressed: such a copy, too, once it is whole.
 */
public final class TailedFiles implements Closeable {
    /** Files that went away and may come back under another name. */
    private static final int MAX_LEFT_BEHIND = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(TailedFiles.class);

    private final InputPattern pattern;
    private final boolean atEnd;
    private final boolean allInDoubt;
    private final LogTexts texts;
    private final Map<String, TailedFile> byKey = new LinkedHashMap<>();
    private final List<FilePosition> remembered;
    private final Map<FileIdentity, FilePosition> leftBehind = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FileIdentity, FilePosition> eldest) {
            return size() > MAX_LEFT_BEHIND;
        }
    };

    /**
     * Follows the files from where they were left.
     *
     * @param positions how far they have been shipped
     * @param allInDoubt whether the positions are lost, so that all that the files hold may have been sent before
     * @param atEnd whether the files are complete, so that a last line needs no line feed
     */
    public TailedFiles(InputPattern pattern, List<FilePosition> positions, boolean allInDoubt, boolean atEnd) {
        this.pattern = pattern;
        this.allInDoubt = allInDoubt;
        this.atEnd = atEnd;
        this.texts = new LogTexts(atEnd);
        this.remembered = List.copyOf(positions);
    }

    /** Looks at the folder anew, and gives the files in the order in which to read them. */
    public List<TailedFile> refresh() throws IOException {
        Set<String> present = new HashSet<>();
        texts.beginLook();
        leaveTruncated();
        for (Path path : pattern.files()) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                String key = String.valueOf(attributes.fileKey());
                present.add(key);
                TailedFile known = byKey.get(key);
                if (known != null) {
                    known.movedTo(path);
                } else {
                    open(path, key, attributes);
                }
            } catch (NoSuchFileException e) {
                LOG.debug("{} went away while it was looked at", path);
            }
        }
        forgetDeleted(present);
        texts.forgetDeleted(present);
        return List.copyOf(byKey.values());
    }

    private void leaveTruncated() throws IOException {
        for (Iterator<TailedFile> files = byKey.values().iterator(); files.hasNext(); ) {
            TailedFile file = files.next();
            if (file.wasTruncated()) {
                LOG.info("{} was emptied or replaced; it is looked at anew", file.path());
                leftBehind.put(file.identity(), file.position());
                file.close();
                files.remove();
            }
        }
    }

    /** Whether there are compressed files that can be read only after they have been checked, which takes further looks. */
    public boolean isChecking() {
        return texts.isChecking();
    }

    private void open(Path path, String key, BasicFileAttributes attributes) throws IOException {
        LogText text = texts.open(path, key, attributes);
        if (text == null) {
            return;
        }
        boolean taken = false;
        try {
            FileIdentity identity = FileIdentity.of(text, atEnd);
            if (identity == null) {
                return;
            }
            TailedFile twin = twin(text, identity);
            if (twin != null && text.size() <= twin.size()) {
                return;
            }
            FilePosition start = start(path, key, identity, text.size(), twin);
            if (twin != null) { // that one was the copy: this one has gone on
                byKey.remove(twin.key());
                twin.close();
            }
            byKey.put(key, new TailedFile(path, key, identity, text, start.offset(), start.reserved()));
            taken = true;
        } finally {
            if (!taken) {
                text.close();
            }
        }
    }

    private @Nullable TailedFile twin(LogText text, FileIdentity identity) throws IOException {
        for (TailedFile other : byKey.values()) {
            if (other.identity().equals(identity) && other.hasSameContentAs(text)) {
                return other;
            }
        }
        return null;
    }

    private FilePosition start(Path path, String key, FileIdentity identity, long size, @Nullable TailedFile twin) {
        FilePosition left = twin == null ? left(key, identity) : twin.position();
        if (left == null || left.offset() > size) {
            return new FilePosition(path.toString(), key, identity, 0, allInDoubt ? size : 0);
        }
        return left.withReserved(Math.min(left.reserved(), size));
    }

    private @Nullable FilePosition left(String key, FileIdentity identity) {
        FilePosition best = leftBehind.remove(identity);
        if (best != null && best.key().equals(key)) { // what is remembered of it is older
            return best;
        }
        for (FilePosition position : remembered) {
            if (position.identity().equals(identity)
                    && (best == null || position.key().equals(key))
                    && !isTracked(position)) {
                best = position;
            }
        }
        return best;
    }

    private boolean isTracked(FilePosition position) {
        TailedFile file = byKey.get(position.key());
        return file != null && file.identity().equals(position.identity());
    }

    private void forgetDeleted(Set<String> present) throws IOException {
        List<TailedFile> gone = new ArrayList<>();
        for (TailedFile file : byKey.values()) {
            if (!present.contains(file.key()) && file.unread() == 0) {
                gone.add(file);
            }
        }
        for (TailedFile file : gone) {
            byKey.remove(file.key());
            leftBehind.put(file.identity(), file.position());
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (TailedFile file : byKey.values()) {
            file.close();
        }
        byKey.clear();
        texts.close();
    }
}
