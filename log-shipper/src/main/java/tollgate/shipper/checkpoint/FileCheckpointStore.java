package tollgate.shipper.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A JSON file, replaced by an atomic rename; file and folder are forced to disk. */
public final class FileCheckpointStore implements CheckpointStore {
    private final ObjectMapper json = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();
    private final Path file;
    private final Path next;

    /** Keeps it in a folder that exists. */
    public FileCheckpointStore(Path folder) {
        this.file = folder.resolve("checkpoint.json");
        this.next = folder.resolve("checkpoint.json.next");
    }

    @Override
    public Optional<Checkpoint> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), Checkpoint.class));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file
                            + " is no checkpoint of this version; restore it, or delete it to ship all files from their start",
                    e);
        }
    }

    @Override
    public void save(Checkpoint checkpoint) throws IOException {
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            json.writeValue(Channels.newOutputStream(channel), checkpoint);
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
