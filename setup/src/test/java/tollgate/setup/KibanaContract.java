package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of an installation in every Kibana that it fits: the stub and a real one. */
abstract class KibanaContract {
    final TestBundle bundle = new TestBundle();
    final MemoryInventoryStore store = new MemoryInventoryStore();
    private Kibana kibana;

    abstract KibanaSettings settings() throws Exception;

    @BeforeEach
    void open() throws Exception {
        kibana = Kibana.at(settings());
    }

    @AfterEach
    void removeAll() throws Exception {
        remove();
        kibana.close();
        stop();
    }

    /** Ends what belongs to the test alone. */
    void stop() {}

    @Test
    void firstRunMakesAllInOrderAndASecondChangesNothing() throws Exception {
        assertThat(install())
                .containsExactly(
                        "created    tag " + bundle.id(),
                        "created    data view logs-" + bundle.id() + "-*",
                        "created    saved search Failed",
                        "created    dashboard Overview",
                        "created    connector " + bundle.id(),
                        "created    rule CPU busy");
        assertThat(current().path("enabled").asBoolean()).isTrue();

        assertThat(install()).hasSize(6).allMatch(line -> line.startsWith("unchanged  "));
    }

    @Test
    void dryRunTellsTheSameAndChangesNothing() throws Exception {
        List<String> told = install(false, true);

        assertThat(store.load()).isEqualTo(Inventory.EMPTY);
        assertThat(install()).isEqualTo(told).hasSize(6);
    }

    @Test
    void removalTakesAwayWhatWasMade() throws Exception {
        install();

        assertThat(remove())
                .containsExactly(
                        "removed    rule CPU busy",
                        "removed    connector " + bundle.id(),
                        "removed    dashboard Overview",
                        "removed    saved search Failed",
                        "removed    data view logs-" + bundle.id() + "-*",
                        "removed    tag " + bundle.id());
        assertThat(present(rule())).isNull();
        assertThat(present(new Ref(Kind.DASHBOARD, bundle.id()))).isNull();
        assertThat(store.load()).isEqualTo(Inventory.EMPTY);
    }

    @Test
    void whatANewVersionSaysReplacesWhatNobodyTouched() throws Exception {
        install();
        bundle.objects.set(0, bundle.dashboard("10.2.0", "Overview of all"));
        bundle.rules.getFirst().put("name", "CPU very busy");

        assertThat(changed(install()))
                .containsExactly("updated    dashboard Overview of all", "updated    rule CPU very busy");
        assertThat(changed(install())).isEmpty();
        assertThat(current().path("enabled").asBoolean()).isTrue();
    }

    @Test
    void ruleThatSomebodyChangedIsKeptUnlessItIsToBeOverwritten() throws Exception {
        install();
        ObjectNode byHand = bundle.rules.getFirst().deepCopy();
        byHand.remove("id");
        kibana.ask(HttpMethod.PUT, rulePath(), byHand.put("name", "mine").set("actions", byHand.arrayNode()));
        bundle.rules.getFirst().put("name", "CPU very busy");

        assertThat(changed(install())).containsExactly("kept       rule CPU very busy: " + Reconciler.CHANGED_BY_HAND);
        assertThat(current().path("name").asText()).isEqualTo("mine");
        assertThat(changed(install(true, false))).containsExactly("updated    rule CPU very busy");
        assertThat(current().path("name").asText()).isEqualTo("CPU very busy");
        assertThat(changed(install())).isEmpty();
    }

    @Test
    void ruleThatSomebodyDisabledStaysDisabled() throws Exception {
        install();
        kibana.ask(HttpMethod.POST, rulePath() + "/_disable", null);

        assertThat(changed(install())).containsExactly("kept       rule CPU busy: " + Reconciler.CHANGED_BY_HAND);
        assertThat(current().path("enabled").asBoolean()).isFalse();
    }

    @Test
    void dashboardThatSomebodyChangedIsKeptUnlessItIsToBeOverwritten() throws Exception {
        install();
        kibana.importObject(bundle.dashboard("10.2.0", "My overview"));

        assertThat(changed(install())).containsExactly("kept       dashboard Overview: " + Reconciler.CHANGED_BY_HAND);
        assertThat(changed(install(true, false))).containsExactly("updated    dashboard Overview");
        assertThat(changed(install())).isEmpty();
    }

    @Test
    void ruleWhoseMakingWasBrokenOffIsTakenUp() throws Exception {
        install();
        kibana.ask(HttpMethod.POST, rulePath() + "/_disable", null);
        store.save(store.load().with(rule(), Inventory.Item.begun("CPU busy")));

        assertThat(changed(install())).containsExactly("updated    rule CPU busy");
        assertThat(current().path("enabled").asBoolean()).isTrue();
    }

    @Test
    void whatIsGoneIsMadeAgainAndWhatTheVersionHasNoMoreIsRemoved() throws Exception {
        install();
        kibana.ask(HttpMethod.DELETE, "/api/saved_objects/dashboard/" + bundle.id(), null);
        bundle.rules.clear();

        assertThat(changed(install())).containsExactly("created    dashboard Overview", "removed    rule CPU busy");
        assertThat(store.load().items()).hasSize(5);
    }

    @Test
    void refusedObjectsAreNamedAndTheOthersAreMade() throws Exception {
        bundle.objects.set(0, bundle.dashboard("99.0.0", "Overview"));
        bundle.objects.set(
                1,
                bundle.object("search", "10.5.0", "title", "Failed", TestBundle.reference("index-pattern", "nowhere")));
        bundle.connectors.add(bundle.connector("no-uuid", ".gone", "{}", "{}"));
        bundle.rules.add(bundle.rule("Wrong", 5));

        List<String> lines = install();

        assertThat(lines)
                .hasSize(8)
                .contains(
                        "created    tag " + bundle.id(),
                        "failed     saved search Failed: Kibana lacks what it refers to (index-pattern/nowhere): run"
                                + " this again, and see why those failed",
                        "failed     dashboard Overview: its format 99.0.0 is newer than this Kibana: upgrade Kibana",
                        "failed     connector " + bundle.id()
                                + ": this Kibana has no connectors of type .gone: unset the"
                                + " variable that asks for it; the rules go without it",
                        "created    rule CPU busy")
                .filteredOn(line -> line.startsWith("failed     rule Wrong: Kibana refuses it (400: "))
                .singleElement()
                .asString()
                .contains("[threshold]");
    }

    @Test
    void sameObjectsMadeByHandAreTakenAsTheyAre() throws Exception {
        install();
        store.save(Inventory.EMPTY);

        assertThat(install())
                .filteredOn(
                        line -> line.contains("  rule ") || line.contains("  connector ") || line.contains("  tag "))
                .hasSize(3)
                .allMatch(line -> line.startsWith("unchanged  "));
    }

    Kibana kibana() {
        return kibana;
    }

    List<String> install() throws SetupException {
        return install(false, false);
    }

    private List<String> install(boolean overwrite, boolean dryRun) throws SetupException {
        List<String> lines = new ArrayList<>();
        new KibanaInstallation(kibana, reconciler(overwrite, dryRun), change -> lines.add(change.toString()))
                .install(bundle);
        return lines;
    }

    private List<String> remove() throws SetupException {
        Reconciler reconciler = reconciler(false, false);
        List<String> lines = new ArrayList<>();
        for (Ref ref : List.copyOf(store.load().items().keySet()).reversed()) {
            lines.add(reconciler.remove(ref).toString());
        }
        return lines;
    }

    Reconciler reconciler(boolean overwrite, boolean dryRun) throws SetupException {
        return new Reconciler(store, this::target, overwrite, dryRun);
    }

    private Target target(Kind kind) {
        return switch (kind) {
            case CONNECTOR -> new Connectors(kibana);
            case RULE -> new Rules(kibana);
            default -> new SavedObjects(kibana);
        };
    }

    private @Nullable JsonNode present(Ref ref) throws SetupException {
        return target(ref.kind()).current(ref);
    }

    private JsonNode current() throws SetupException {
        return Objects.requireNonNull(present(rule()));
    }

    private Ref rule() {
        return new Ref(Kind.RULE, bundle.rules.getFirst().path("id").asText());
    }

    private String rulePath() {
        return "/api/alerting/rule/" + rule().id();
    }

    private static List<String> changed(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("unchanged")).toList();
    }
}
