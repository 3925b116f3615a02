package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void theAlertsStreamIsEnough() {
        List<Connector> connectors = Connectors.of(Map.of(), "prod");

        assertThat(connectors).hasSize(1);
        assertThat(connectors.getFirst().createRequest().toString())
                .isEqualTo("{\"name\":\"Tollgate alerts\","
                        + "\"config\":{\"index\":\"logs-llm_gateway.alert-prod\",\"refresh\":false,\"executionTimeField\":\"@timestamp\"},"
                        + "\"secrets\":{},\"connector_type_id\":\".index\"}");
        assertThat(connectors.getFirst().type().leastLicence()).isEqualTo("basic");
    }

    @Test
    void settingsAskForMore() {
        List<Connector> connectors = Connectors.of(
                Map.of(
                        Connectors.WEBHOOK_URL, "https://alerts.example/hook",
                        Connectors.WEBHOOK_CREDENTIALS, "tollgate:pass:word",
                        Connectors.PAGERDUTY_KEY, KEY),
                "prod");

        assertThat(connectors)
                .extracting(connector -> connector.type().id())
                .containsExactly(".index", ".webhook", ".pagerduty");
        assertThat(connectors).extracting(Connector::id).doesNotHaveDuplicates();
        assertThat(connectors
                        .get(1)
                        .updateRequest()
                        .path("secrets")
                        .path("password")
                        .asText())
                .isEqualTo("pass:word");
        assertThat(connectors.get(1).config()).containsEntry("hasAuth", true);
        assertThat(connectors
                        .get(2)
                        .updateRequest()
                        .path("secrets")
                        .path("routingKey")
                        .asText())
                .isEqualTo(KEY);
        assertThat(connectors.toString()).doesNotContain(KEY).doesNotContain("pass:word");
    }

    @ParameterizedTest
    @CsvSource({
        "TOLLGATE_ALERT_WEBHOOK_URL, alerts.example/secret-token",
        "TOLLGATE_ALERT_WEBHOOK_URL, ftp://alerts.example/secret-token",
        "TOLLGATE_ALERT_WEBHOOK_URL, https:// secret-token",
        "TOLLGATE_ALERT_PAGERDUTY_KEY, secret-token",
    })
    void namesTheVariableAndNoSecret(String variable, String value) {
        assertThatThrownBy(() -> Connectors.of(Map.of(variable, value), "prod"))
                .isInstanceOf(RuleException.class)
                .hasMessageStartingWith(variable + ": ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void credentialsNeedAColon() {
        assertThatThrownBy(() -> Connectors.of(
                        Map.of(
                                Connectors.WEBHOOK_URL,
                                "https://alerts.example",
                                Connectors.WEBHOOK_CREDENTIALS,
                                "secret"),
                        "prod"))
                .isInstanceOf(RuleException.class)
                .hasMessage("TOLLGATE_ALERT_WEBHOOK_CREDENTIALS: needs NAME:PASSWORD");
    }
}
