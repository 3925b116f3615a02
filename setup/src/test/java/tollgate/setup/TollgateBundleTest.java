package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tollgate.dashboards.rule.Rules;
import tollgate.setup.stub.StubKibana;

/** What Tollgate comes with, installed in the stub, which checks references, formats, ids and the parameters of rules. */
class TollgateBundleTest {
    @Test
    void everythingIsAcceptedAndNothingIsDoneTwice() throws Exception {
        TollgateBundle bundle =
                TollgateBundle.of(Map.of("TOLLGATE_ALERT_WEBHOOK_URL", "https://hook.example"), "default");
        int rules = Rules.load().all().size();
        MemoryInventoryStore store = new MemoryInventoryStore();
        try (StubKibana stub = StubKibana.start(0);
                Kibana kibana = Kibana.at(KibanaSettings.of(stub.uri(), "default", Map.of()))) {
            List<Change> first = install(bundle, kibana, store);

            assertThat(first)
                    .filteredOn(change -> change.outcome() != Outcome.CREATED)
                    .extracting(Change::what)
                    .containsExactly("connector Tollgate webhook");
            assertThat(first).hasSize(bundle.savedObjects().size() + 2 + rules);
            assertThat(bundle.savedObjects())
                    .extracting((JsonNode object) -> object.path("type").asText())
                    .contains("tag", "index-pattern", "search", "dashboard");
            assertThat(stub.ids("default")).hasSize(first.size() - 1);

            assertThat(install(bundle, kibana, store))
                    .filteredOn(change -> change.outcome() != Outcome.UNCHANGED)
                    .extracting(Change::what)
                    .containsExactly("connector Tollgate webhook");
        }
    }

    private static List<Change> install(Bundle bundle, Kibana kibana, InventoryStore store) throws SetupException {
        List<Change> changes = new ArrayList<>();
        Reconciler reconciler = new Reconciler(
                store,
                kind -> switch (kind) {
                    case CONNECTOR -> new Connectors(kibana);
                    case RULE -> new tollgate.setup.Rules(kibana);
                    default -> new SavedObjects(kibana);
                },
                false,
                false);
        new KibanaInstallation(kibana, reconciler, changes::add).install(bundle);
        return changes;
    }
}
