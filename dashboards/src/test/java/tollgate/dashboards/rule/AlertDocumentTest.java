package tollgate.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.Field;

class AlertDocumentTest {
    private static final Map<String, DocumentName> MAPPED = Stream.of(
                    Arrays.<DocumentName>stream(Field.values()), Arrays.<DocumentName>stream(DocumentField.values()))
            .flatMap(names -> names)
            .collect(Collectors.toMap(DocumentName::documentPath, name -> name));

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void eachFieldIsMappedToATypeThatTakesItsValue(AlertEvent event) {
        for (Rule rule : Rules.load().all()) {
            Map<String, JsonNode> leaves = new LinkedHashMap<>();
            leaves("", template(rule, event), leaves);

            assertThat(leaves).hasSize(19);
            leaves.forEach((path, value) -> {
                DocumentName.Mapping mapping = mapping(path);
                if (value.isInt()) {
                    assertThat(mapping).as(path).isEqualTo(DocumentName.Mapping.LONG);
                } else if (value.asText().equals("{{alert.flapping}}")) {
                    assertThat(mapping).as(path).isEqualTo(DocumentName.Mapping.BOOLEAN);
                } else {
                    assertThat(mapping).as(path).isEqualTo(DocumentName.Mapping.KEYWORD);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(AlertEvent.class)
    void saysWhatHappenedToWhich(AlertEvent event) {
        Rule rule = Rules.load().named("provider-down");

        ObjectNode document = template(rule, event);

        assertThat(document.at("/event/action").asText()).isEqualTo(event == AlertEvent.OPEN ? "open" : "close");
        assertThat(document.at("/event/severity").asInt()).isEqualTo(2);
        assertThat(document.at("/event/url").asText()).isEqualTo("{{{kibanaBaseUrl}}}/app/dashboards#/view/errors");
        assertThat(document.at("/message").asText()).isEqualTo("Provider down: {{alert.id}}");
        assertThat(document.at("/rule/name").asText()).isEqualTo("provider-down");
        assertThat(document.at("/rule/description").asText())
                .isEqualTo("Of the requests to a provider, at least 50 % fail, on more than one of its models.");
        assertThat(document.at("/rule/reference").asText()).isEqualTo("dashboards/runbooks/provider-down.md");
        assertThat(document.at("/llm_gateway/alert/key").asText()).isEqualTo("{{rule.id}}:{{alert.id}}");
        assertThat(document.at("/llm_gateway/alert/severity").asText()).isEqualTo("page");
    }

    private static ObjectNode template(Rule rule, AlertEvent event) {
        return AlertDocument.template(
                rule, Rules.load().defaults(), event, panel -> "/app/dashboards#/view/" + panel.dashboard());
    }

    private static DocumentName.Mapping mapping(String path) {
        DocumentName name = MAPPED.get(path);
        if (name == null) {
            throw new AssertionError(path + " is not mapped");
        }
        return name.mapping();
    }

    private static void leaves(String path, JsonNode node, Map<String, JsonNode> to) {
        node.properties().forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (field.getValue().isObject()) {
                leaves(name, field.getValue(), to);
            } else {
                to.put(name, field.getValue());
            }
        });
    }
}
