package tollgate.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the roles hold, against the names that Elasticsearch documents, and against what each must never be able to do. */
class RolesTest {
    /** <a href="https://www.elastic.co/docs/deploy-manage/users-roles/cluster-or-deployment-auth/elasticsearch-privileges">Elastic's
     * list</a>, as far as it is used here. */
    private static final Set<String> INDEX_PRIVILEGES = Set.of(
            "create_doc",
            "auto_configure",
            "read",
            "index",
            "write",
            "create_index",
            "view_index_metadata",
            "maintenance",
            "manage_data_stream_lifecycle");

    private static final Set<String> CLUSTER_PRIVILEGES = Set.of("monitor", "manage_index_templates");

    private final Map<String, ObjectNode> roles = Roles.bodies("ops");

    @Test
    void rolesHoldOnlyPrivilegesThatElasticsearchHas() {
        assertThat(roles)
                .containsOnlyKeys(
                        "tollgate_shipper",
                        "tollgate_repricer",
                        "tollgate_pager",
                        "tollgate_console",
                        "tollgate_viewer",
                        "tollgate_installer");
        roles.forEach((name, role) -> {
            assertThat(CLUSTER_PRIVILEGES).as(name).containsAll(texts(role.path("cluster")));
            role.path("indices")
                    .forEach(index ->
                            assertThat(INDEX_PRIVILEGES).as(name).containsAll(texts(index.path("privileges"))));
            assertThat(role.at("/metadata/managed_by").asText()).isEqualTo("tollgate");
            assertThat(role.at("/metadata/description").asText()).isNotEmpty();
        });
    }

    @Test
    void onlyTheRepricerMayChangeDocuments() {
        assertThat(roles.entrySet())
                .filteredOn(role -> role.getValue().path("indices").toString().contains("\"index\""))
                .extracting(Map.Entry::getKey)
                .containsExactly("tollgate_repricer");
    }

    @Test
    void usersOfKibanaMayEnterTheSpaceAlone() {
        assertThat(Objects.requireNonNull(roles.get("tollgate_viewer"))
                        .at("/applications/0")
                        .toString())
                .isEqualTo(
                        "{\"application\":\"kibana-.kibana\",\"privileges\":[\"space_read\"],\"resources\":[\"space:ops\"]}");
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
