package tollgate.access.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tollgate.access.FileMutex;

/**
 * The audit log as a file, {@code audit.log}, that several processes append to, one after the other. Before it outgrows its limit
 * it is renamed to {@code audit-<UTC time>-<n>.log}, so that {@code audit*.log} finds every line.
 *
 * <p>It is opened for each line, and a lock is held meanwhile, so that nobody writes into a file that another has put aside. That
 * takes some ten microseconds, which events are rare enough for.
 */
public final class AuditLogFile implements AuditLog {
    private static final String ACTIVE = "audit.log";
    private static final String LOCK = "audit.lock";
    private static final byte LINE_FEED = '\n';
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final long rotationBytes;
    private final AuditLineWriter lines;
    private final InstantSource clock;

    /**
     * Nothing is made before the first event.
     *
     * @param rotationBytes a file that would grow above it is renamed first
     */
    public AuditLogFile(Path folder, long rotationBytes, AuditSource source, InstantSource clock) {
        this.folder = folder;
        this.rotationBytes = rotationBytes;
        this.lines = new AuditLineWriter(source);
        this.clock = clock;
    }

    @Override
    public void append(AuditEvent event) throws IOException {
        byte[] line = lines.line(event);
        // An interrupt that is pending would close the channel in the middle of a line.
        boolean interrupted = Thread.interrupted();
        try {
            Files.createDirectories(folder);
            try (FileMutex alone = FileMutex.acquire(folder.resolve(LOCK))) {
                append(line);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void append(byte[] line) throws IOException {
        Path file = folder.resolve(ACTIVE);
        if (Files.exists(file) && Files.size(file) + line.length > rotationBytes) {
            putAside(file);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = isTorn(file)
                    ? ByteBuffer.allocate(line.length + 1)
                            .put(LINE_FEED)
                            .put(line)
                            .flip()
                    : ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** Whether the last line has no end, because a full disk or a crash cut it. */
    private static boolean isTorn(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return false;
        }
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            reader.read(last, size - 1);
            return last.get(0) != LINE_FEED;
        }
    }

    private void putAside(Path file) throws IOException {
        String time = TIME.format(clock.instant());
        int number = 1;
        while (Files.exists(aside(time, number))) {
            number++;
        }
        Files.move(file, aside(time, number));
    }

    private Path aside(String time, int number) {
        return folder.resolve("audit-" + time + "-" + number + ".log");
    }

    @Override
    public String toString() {
        return folder.resolve(ACTIVE).toString();
    }
}
