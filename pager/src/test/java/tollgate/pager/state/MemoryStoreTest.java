package tollgate.pager.state;

class MemoryStoreTest extends StateStoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    StateStore store() {
        return store;
    }
}
