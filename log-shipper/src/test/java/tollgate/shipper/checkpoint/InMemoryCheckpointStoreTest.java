package tollgate.shipper.checkpoint;

class InMemoryCheckpointStoreTest extends CheckpointStoreContract {
    @Override
    CheckpointStore store() {
        return new InMemoryCheckpointStore();
    }
}
