package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tollgate.setup.stub.StubKibana;

/** The contract on the stub, and what only a stub can be asked for. */
class StubKibanaTest extends KibanaContract {
    private static final String NO_KEY = "Kibana has no encryption key for them: set"
            + " xpack.encryptedSavedObjects.encryptionKey in kibana.yml to 32 characters or more"
            + " (bin/kibana-encryption-keys generate), restart Kibana, and run this again";

    private final StubKibana stub = start();

    private static StubKibana start() {
        try {
            return StubKibana.start(0).space("ops");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void stop() {
        stub.close();
    }

    @Override
    KibanaSettings settings() {
        return KibanaSettings.of(stub.uri(), KibanaSettings.DEFAULT_SPACE, Map.of());
    }

    @Test
    void secondRunWritesNothing() throws SetupException {
        install();
        assertThat(stub.takeWrites()).hasSize(4 + 1 + 2);

        install();

        assertThat(stub.takeWrites()).isEmpty();
    }

    @Test
    void missingEncryptionKeyLeavesAlertingOutAndIsSaidOnce() throws SetupException {
        stub.withoutEncryptionKey();

        assertThat(install())
                .hasSize(5)
                .contains("created    dashboard Overview", "failed     connectors and rules: " + NO_KEY);
    }

    @Test
    void connectorAboveTheLicenceIsSaidAndTheRulesGoWithoutIt() throws SetupException {
        bundle.connectors.add(bundle.connector(UUID.randomUUID().toString(), ".webhook", "{}", "{\"user\":\"u\"}"));

        assertThat(install())
                .hasSize(7)
                .contains(
                        "failed     connector " + bundle.id()
                                + ": connectors of type .webhook need the licence gold or a"
                                + " higher one: unset the variable that asks for it; the rules go without it",
                        "created    rule CPU busy");

        stub.licence("gold");
        assertThat(install())
                .contains("created    connector " + bundle.id(), "updated    rule CPU busy")
                .as("secrets cannot be compared")
                .hasSize(7);
        assertThat(install())
                .filteredOn(line -> line.startsWith("updated"))
                .containsExactly("updated    connector " + bundle.id());
    }

    @Test
    void privilegesThatAreMissingAreNamed() throws SetupException {
        stub.refuse("/api/saved_objects", 403).refuse("/api/alerting", 403);

        assertThat(install())
                .containsExactly(
                        failed("tag " + bundle.id()),
                        failed("data view logs-" + bundle.id() + "-*"),
                        failed("saved search Failed"),
                        failed("dashboard Overview"),
                        "failed     connectors and rules: Kibana refuses it (403: refused by the stub): the user needs"
                                + " All for Stack Rules and for Actions and Connectors");
    }

    private static String failed(String what) {
        return "failed     " + what
                + ": Kibana refuses it (403: refused by the stub): the user needs All for Saved Objects"
                + " Management, Dashboard, Discover, Data Views and Tags";
    }

    @Test
    void idsThatAnotherSpaceHasAreNotDoubled() throws Exception {
        install();
        MemoryInventoryStore other = new MemoryInventoryStore();
        String taken = ": another space has it, and Kibana has an id only once: remove it there with --remove --space";
        try (Kibana ops = Kibana.at(KibanaSettings.of(stub.uri(), "ops", Map.of()))) {
            SavedObjects objects = new SavedObjects(ops);
            Rules rules = new Rules(ops);
            Reconciler reconciler = new Reconciler(other, kind -> kind == Kind.RULE ? rules : objects, false, false);

            assertThat(reconciler.install(SavedObjects.wanted(bundle.objects.get(3))))
                    .hasToString("failed     tag " + bundle.id() + taken);
            assertThat(reconciler.install(
                            Rules.wanted(bundle.rules(java.util.Set.of()).getFirst())))
                    .hasToString("failed     rule CPU busy" + taken);
        }
        assertThat(stub.ids("ops")).isEmpty();
    }

    /** What is imported by hand runs only when somebody enables it, and a set-up keeps it as it is unless told otherwise. */
    @Test
    void rulesOfTheFileAreDisabledUntilASetUpOverwritesThem() throws Exception {
        TollgateBundle rules = TollgateBundle.of(Map.of(), "default");
        String id = rules.rules(java.util.Set.of()).getFirst().id();
        for (JsonNode object : objects("rules.ndjson")) {
            Answer answer = kibana().importObject(object);
            assertThat(answer.body().path("success").asBoolean()).isTrue();
            assertThat(answer.body().at("/warnings/0/message").asText())
                    .isEqualTo(
                            object.path("type").asText().equals("alert")
                                    ? "1 rules must be enabled after the import."
                                    : "");
        }
        assertThat(enabled(id)).isFalse();

        assertThat(install(rules, false))
                .contains("kept       rule " + name(rules, id) + ": " + Reconciler.CHANGED_BY_HAND);
        assertThat(enabled(id)).isFalse();
        assertThat(install(rules, true)).contains("updated    rule " + name(rules, id));
        assertThat(enabled(id)).isTrue();
    }

    private boolean enabled(String id) throws SetupException {
        return Objects.requireNonNull(new Rules(kibana()).current(new Ref(Kind.RULE, id)))
                .path("enabled")
                .asBoolean();
    }

    private static String name(Bundle of, String id) throws SetupException {
        return of.rules(java.util.Set.of()).stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private List<String> install(Bundle all, boolean overwrite) throws SetupException {
        List<String> lines = new ArrayList<>();
        new KibanaInstallation(kibana(), reconciler(overwrite, false), change -> lines.add(change.toString()))
                .install(all);
        return lines;
    }

    private static List<JsonNode> objects(String file) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                TollgateBundle.class.getResourceAsStream("/tollgate/dashboards/kibana/" + file))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                objects.add(new ObjectMapper().readTree(line));
            }
        }
        return objects;
    }

    @Test
    void credentialsThatAreRefusedEndItAndAreNotShown() {
        stub.authorization("Basic dTpw");
        KibanaSettings wrong = KibanaSettings.of(
                stub.uri(),
                KibanaSettings.DEFAULT_SPACE,
                Map.of("KIBANA_USERNAME", "u", "KIBANA_PASSWORD", "s3cret", "ELASTICSEARCH_API_KEY", "k3y"));

        assertThatThrownBy(() -> {
                    try (Kibana kibana = Kibana.at(wrong)) {
                        new Alerting(kibana).requireUsable();
                    }
                })
                .isExactlyInstanceOf(SetupException.class)
                .hasMessage("Kibana at " + stub.uri()
                        + " refuses the credentials (401): set KIBANA_API_KEY, or KIBANA_USERNAME and KIBANA_PASSWORD");
        assertThat(wrong.toString()).isEqualTo(stub.uri().toString());
    }

    @Test
    void credentialsOfElasticsearchDoWhereKibanaHasNone() throws SetupException {
        stub.authorization("Basic dTpw");
        KibanaSettings settings = KibanaSettings.of(
                stub.uri(),
                KibanaSettings.DEFAULT_SPACE,
                Map.of("ELASTICSEARCH_USERNAME", "u", "ELASTICSEARCH_PASSWORD", "p"));
        try (Kibana kibana = Kibana.at(settings)) {
            new Alerting(kibana).requireUsable();
        }
        stub.authorization("");
    }
}
