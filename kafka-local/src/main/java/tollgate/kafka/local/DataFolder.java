package tollgate.kafka.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tollgate.local.FolderTree;

/** The folder of the brokers, with the id of the cluster that they are. */
record DataFolder(Path path, boolean temporary) {
    private static final String CLUSTER = "cluster.id";

    /**
     * The folder at this path, which is created where it is not there, or a temporary one for null.
     *
     * @throws KafkaFailedException where it holds something else
     */
    static DataFolder of(@Nullable Path path) throws IOException {
        if (path == null) {
            return new DataFolder(Files.createTempDirectory("tollgate-kafka-"), true);
        }
        Files.createDirectories(path);
        Path real = path.toRealPath();
        if (!Files.exists(real.resolve(CLUSTER)) && !FolderTree.isEmpty(real)) {
            throw new KafkaFailedException(
                    real + " holds something else than data of a local Kafka: choose another data folder for Kafka");
        }
        return new DataFolder(real, false);
    }

    /** The cluster's id, made once. */
    String cluster() throws IOException {
        Path file = path.resolve(CLUSTER);
        if (!Files.exists(file)) {
            UUID id = UUID.randomUUID();
            byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(file);
    }

    /** Deletes it where it is temporary. */
    void release() throws IOException {
        if (temporary) {
            FolderTree.delete(path);
        }
    }
}
