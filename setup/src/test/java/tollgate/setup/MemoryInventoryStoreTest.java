package tollgate.setup;

class MemoryInventoryStoreTest extends InventoryStoreContract {
    @Override
    InventoryStore store() {
        return new MemoryInventoryStore();
    }
}
