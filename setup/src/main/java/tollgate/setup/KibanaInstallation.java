package tollgate.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Brings a bundle into Kibana, what others refer to first, and takes away what an older version brought and this one has no more. */
final class KibanaInstallation {
    private final Kibana kibana;
    private final Reconciler reconciler;
    private final Consumer<Change> changes;

    KibanaInstallation(Kibana kibana, Reconciler reconciler, Consumer<Change> changes) {
        this.kibana = kibana;
        this.reconciler = reconciler;
        this.changes = changes;
    }

    void install(Bundle bundle) throws SetupException {
        Set<Ref> wanted = new HashSet<>();
        List<Wanted> objects = new ArrayList<>(
                bundle.savedObjects().stream().map(SavedObjects::wanted).toList());
        objects.sort(Comparator.comparing(Wanted::kind));
        for (Wanted object : objects) {
            wanted.add(object.ref());
            changes.accept(reconciler.install(object));
        }
        if (alerting(bundle, wanted)) {
            removeOthers(wanted);
        }
    }

    /** Whether alerting can be had here. */
    private boolean alerting(Bundle bundle, Set<Ref> wanted) throws SetupException {
        Alerting alerting = new Alerting(kibana);
        List<Bundle.ConnectorRequest> allowed;
        try {
            alerting.requireUsable();
            List<Change> leftOut = new ArrayList<>();
            allowed = alerting.allowed(bundle.connectors(), leftOut);
            leftOut.forEach(changes);
        } catch (RefusedException e) {
            changes.accept(new Change(Outcome.FAILED, "connectors and rules", String.valueOf(e.getMessage())));
            return false;
        }
        Set<String> usable = new HashSet<>();
        for (Bundle.ConnectorRequest connector : allowed) {
            Wanted object = Connectors.wanted(connector);
            Change change = reconciler.install(object);
            changes.accept(change);
            wanted.add(object.ref());
            if (change.outcome() != Outcome.FAILED) {
                usable.add(connector.id());
            }
        }
        for (Bundle.RuleRequest rule : bundle.rules(usable)) {
            Wanted object = Rules.wanted(rule);
            wanted.add(object.ref());
            changes.accept(reconciler.install(object));
        }
        return true;
    }

    private void removeOthers(Set<Ref> wanted) throws SetupException {
        List<Ref> others = reconciler.inventory().items().keySet().stream()
                .filter(ref -> ref.kind().isInKibana() && !wanted.contains(ref))
                .toList();
        for (Ref ref : others.reversed()) {
            changes.accept(reconciler.remove(ref));
        }
    }
}
