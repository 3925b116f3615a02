package tollgate.setup;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What set-up has made. Immutable.
 *
 * @param space of Kibana in which it is; null where nothing is in Kibana
 * @param items in the order in which they were made
 */
record Inventory(@Nullable String space, Map<Ref, Item> items) {
    static final Inventory EMPTY = new Inventory(null, Map.of());

    /**
     * One object.
     *
     * @param name for people
     * @param sent fingerprint of what was sent last
     * @param seen fingerprint of what was there afterwards, which differs where the server adds to it; empty while it is being made
     */
    record Item(String name, String sent, String seen) {
        static Item begun(String name) {
            return new Item(name, "", "");
        }

        /** Whether its making was begun and nobody knows how it ended. */
        boolean isBegun() {
            return seen.isEmpty();
        }
    }

    Inventory {
        items = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    Inventory in(@Nullable String newSpace) {
        return new Inventory(newSpace, items);
    }

    Inventory with(Ref ref, Item item) {
        Map<Ref, Item> more = new LinkedHashMap<>(items);
        more.put(ref, item);
        return new Inventory(space, more);
    }

    Inventory without(Ref ref) {
        Map<Ref, Item> fewer = new LinkedHashMap<>(items);
        fewer.remove(ref);
        return new Inventory(space, fewer);
    }
}
