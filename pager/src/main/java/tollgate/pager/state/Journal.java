package tollgate.pager.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of one line for each commit: a checksum, a space, and the changes as JSON. Each is forced to disk before it counts. A last
 * line that was cut off by a crash never counted, and is cut off for good; a damaged line before the last is told, and nothing after
 * it is taken. When most of the file is out of date, it is written anew beside it and takes its place at once. One process at a time.
 */
public final class Journal implements StateStore {
    private static final String FILE = "pager.journal";
    private static final String LOCK = "pager.lock";
    private static final long LEAST_REWRITTEN_BYTES = 1 << 20;
    private static final int HASH_DIGITS = 8;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable String>> CHANGES = new TypeReference<>() {};

    private final Path file;
    private final FileChannel lock;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private FileChannel channel;
    private long liveBytes;

    private Journal(Path file, FileChannel lock, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Opens the journal of a folder, which is made where it is not there.
     *
     * @throws IOException in one line, where it cannot be written, is damaged, or belongs to another process that runs
     */
    public static Journal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lock)) {
                throw new IOException(
                        folder + " belongs to another pager that runs: give this one a folder of its own with --state");
            }
            Path file = folder.resolve(FILE);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, lock, channel);
            journal.replay();
            force(folder);
            return journal;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void replay() throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        int line = 1;
        while (start < all.length) {
            int end = start;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            String text = new String(all, start, end - start, StandardCharsets.UTF_8);
            boolean whole = end < all.length;
            Map<String, @Nullable String> changes = whole ? changes(text) : null;
            if (changes == null) {
                if (end + 1 < all.length) {
                    throw new IOException(file + ":" + line
                            + ": damaged; restore the file, or move it away to start without memory of open pages");
                }
                break;
            }
            apply(changes);
            start = end + 1;
            line++;
        }
        channel.truncate(start);
        channel.position(start);
        liveBytes = texts.entrySet().stream().mapToLong(Journal::bytes).sum();
    }

    private static @Nullable Map<String, @Nullable String> changes(String line) {
        int space = line.indexOf(' ');
        if (space != HASH_DIGITS || !line.substring(0, space).equals(checksum(line.substring(space + 1)))) {
            return null;
        }
        try {
            return JSON.readValue(line.substring(space + 1), CHANGES);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    @Override
    public Map<String, String> load() {
        return Map.copyOf(texts);
    }

    @Override
    public void commit(Map<String, @Nullable String> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        write(channel, changes);
        apply(changes);
        if (channel.position() > LEAST_REWRITTEN_BYTES + 4 * liveBytes) {
            rewrite();
        }
    }

    private void apply(Map<String, @Nullable String> changes) {
        changes.forEach((name, text) -> {
            String before = text == null ? texts.remove(name) : texts.put(name, text);
            liveBytes += (text == null ? 0 : name.length() + text.length())
                    - (before == null ? 0 : name.length() + before.length());
        });
    }

    private void rewrite() throws IOException {
        Path beside = file.resolveSibling(FILE + ".new");
        FileChannel fresh = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(fresh, new LinkedHashMap<>(texts));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(file.toAbsolutePath().resolveSibling("."));
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        channel.close();
        channel = fresh;
    }

    private static void write(FileChannel to, Map<String, @Nullable String> changes) throws IOException {
        String json = JSON.writeValueAsString(changes);
        ByteBuffer line = ByteBuffer.wrap((checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8));
        long start = to.position();
        try {
            while (line.hasRemaining()) {
                to.write(line);
            }
            to.force(false);
        } catch (IOException e) {
            // What was written in part must not stand before what is written next.
            to.truncate(start);
            to.position(start);
            throw e;
        }
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static long bytes(Map.Entry<String, String> text) {
        return (long) text.getKey().length() + text.getValue().length();
    }

    /** A file's name is as durable as its folder. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel each : List.of(channel, lock)) {
            each.close();
        }
    }
}
