package tollgate.shipper.checkpoint;

import java.io.IOException;
import java.util.Optional;

/** Keeps one checkpoint. */
public interface CheckpointStore {
    /**
     * The checkpoint that was saved last.
     *
     * @throws IOException where there is one that cannot be read; to go on without it could count twice
     */
    Optional<Checkpoint> load() throws IOException;

    /** Replaces it. When this returns, the new one survives a crash of process and machine; when it throws, the old one does. */
    void save(Checkpoint checkpoint) throws IOException;
}
