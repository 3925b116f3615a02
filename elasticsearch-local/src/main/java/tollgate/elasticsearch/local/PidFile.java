package tollgate.elasticsearch.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds a process id and may be absent, or half written. */
record PidFile(Path path) {
    void write(long pid) throws IOException {
        Files.writeString(path, Long.toString(pid));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** The process that has this id now, which may be another one than the one that was meant. */
    Optional<ProcessHandle> process() throws IOException {
        try {
            String text = Files.readString(path).strip();
            return text.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(text)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
