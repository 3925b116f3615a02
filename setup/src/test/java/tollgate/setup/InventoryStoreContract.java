package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of inventories guarantees. */
abstract class InventoryStoreContract {
    abstract InventoryStore store() throws Exception;

    @Test
    void givesBackWhatWasSavedLastAndForgetsAnEmptyOne() throws Exception {
        InventoryStore store = store();
        Inventory inventory = Inventory.EMPTY
                .in("ops")
                .with(new Ref(Kind.RULE, "b/with slash"), new Inventory.Item("B", "s", "t"))
                .with(new Ref(Kind.TAG, "a"), Inventory.Item.begun("A"));

        assertThat(store.load()).isEqualTo(Inventory.EMPTY);
        store.save(inventory);
        assertThat(store.load()).isEqualTo(inventory);
        assertThat(store.load().items().keySet())
                .as("in the order of their making")
                .containsExactly(new Ref(Kind.RULE, "b/with slash"), new Ref(Kind.TAG, "a"));
        store.save(inventory.without(new Ref(Kind.TAG, "a")));
        assertThat(store.load().items())
                .isEqualTo(Map.of(new Ref(Kind.RULE, "b/with slash"), new Inventory.Item("B", "s", "t")));
        store.save(Inventory.EMPTY);
        assertThat(store.load()).isEqualTo(Inventory.EMPTY);
        store.save(Inventory.EMPTY);
    }
}
