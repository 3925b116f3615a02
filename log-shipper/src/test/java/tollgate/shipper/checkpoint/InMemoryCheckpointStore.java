package tollgate.shipper.checkpoint;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers until the process ends. */
public final class InMemoryCheckpointStore implements CheckpointStore {
    private @Nullable Checkpoint checkpoint;

    @Override
    public Optional<Checkpoint> load() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public void save(Checkpoint newCheckpoint) {
        checkpoint = newCheckpoint;
    }
}
