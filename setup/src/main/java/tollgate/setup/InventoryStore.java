package tollgate.setup;

/** Keeps the inventory between runs. */
interface InventoryStore {
    /** What was saved last; empty where nothing was. */
    Inventory load() throws SetupException;

    /** Replaces what was saved; an empty inventory leaves nothing behind. */
    void save(Inventory inventory) throws SetupException;
}
