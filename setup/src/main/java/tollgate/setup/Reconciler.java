package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * Brings objects to what they should be, and nothing further: what is so already is left alone, and so is what people changed since
 * it was installed. Each step is noted before and after, so that a run that was broken off is taken up by the next.
 */
final class Reconciler {
    static final String CHANGED_BY_HAND = "it is not as it was installed; --overwrite replaces it";

    private final InventoryStore store;
    private final Function<Kind, Target> targets;
    private final boolean overwrite;
    private final boolean dryRun;
    private Inventory inventory;

    Reconciler(InventoryStore store, Function<Kind, Target> targets, boolean overwrite, boolean dryRun)
            throws SetupException {
        this.store = store;
        this.targets = targets;
        this.overwrite = overwrite;
        this.dryRun = dryRun;
        this.inventory = store.load();
    }

    Inventory inventory() {
        return inventory;
    }

    /** Notes in which space of Kibana the objects are. */
    void enter(String space) {
        inventory = inventory.in(space);
    }

    /** Makes the object be there as it is wanted. */
    Change install(Wanted wanted) throws SetupException {
        try {
            return reconcile(wanted);
        } catch (RefusedException e) {
            return new Change(Outcome.FAILED, wanted.what(), String.valueOf(e.getMessage()));
        }
    }

    private Change reconcile(Wanted wanted) throws SetupException {
        Target target = targets.apply(wanted.kind());
        JsonNode current = target.current(wanted.ref());
        Inventory.Item item = inventory.items().get(wanted.ref());
        if (current == null) {
            return write(wanted, Outcome.CREATED, () -> target.create(wanted));
        }
        boolean untouched = item != null && (item.isBegun() || item.seen().equals(Fingerprint.of(current)));
        boolean right = Fingerprint.contains(current, wanted.compared());
        if (!untouched && !right && !overwrite) {
            return new Change(Outcome.KEPT, wanted.what(), CHANGED_BY_HAND);
        }
        boolean sent = item != null && item.sent().equals(Fingerprint.of(wanted.compared()));
        if (!wanted.secret() && (right || (untouched && sent))) {
            note(wanted, current);
            return new Change(Outcome.UNCHANGED, wanted.what(), "");
        }
        return write(wanted, Outcome.UPDATED, () -> target.update(wanted));
    }

    private Change write(Wanted wanted, Outcome outcome, Step step) throws SetupException {
        if (!dryRun) {
            if (!inventory.items().containsKey(wanted.ref())) {
                save(inventory.with(wanted.ref(), Inventory.Item.begun(wanted.name())));
            }
            step.run();
            JsonNode written = targets.apply(wanted.kind()).current(wanted.ref());
            if (written == null) {
                throw new RefusedException("it was accepted, and is not there afterwards: look into the server's log");
            }
            note(wanted, written);
        }
        return new Change(outcome, wanted.what(), "");
    }

    private void note(Wanted wanted, JsonNode current) throws SetupException {
        Inventory.Item item =
                new Inventory.Item(wanted.name(), Fingerprint.of(wanted.compared()), Fingerprint.of(current));
        if (!dryRun && !item.equals(inventory.items().get(wanted.ref()))) {
            save(inventory.with(wanted.ref(), item));
        }
    }

    /** Takes away what an earlier run has made. */
    Change remove(Ref ref) throws SetupException {
        Inventory.Item item = inventory.items().get(ref);
        String what = ref.kind().word() + " " + (item == null ? ref.id() : item.name());
        try {
            if (!dryRun) {
                targets.apply(ref.kind()).remove(ref);
                save(inventory.without(ref));
            }
            return new Change(Outcome.REMOVED, what, "");
        } catch (RefusedException e) {
            if (ref.kind() != Kind.DATA_STREAM) {
                return new Change(Outcome.FAILED, what, String.valueOf(e.getMessage()));
            }
            // It belongs to its documents now.
            save(inventory.without(ref));
            return new Change(Outcome.KEPT, what, String.valueOf(e.getMessage()));
        }
    }

    /** Notes an object that was made elsewhere. */
    void made(Ref ref, String name) throws SetupException {
        save(inventory.with(ref, new Inventory.Item(name, "made", "made")));
    }

    private void save(Inventory newInventory) throws SetupException {
        store.save(newInventory);
        inventory = newInventory;
    }

    /** A write. */
    private interface Step {
        void run() throws SetupException;
    }
}
