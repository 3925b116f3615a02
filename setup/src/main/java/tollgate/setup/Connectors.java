package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Connectors of Kibana. Their secrets go there and never come back. */
final class Connectors implements Target {
    private static final String PATH = "/api/actions/connector/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kibana kibana;

    Connectors(Kibana kibana) {
        this.kibana = kibana;
    }

    static Wanted wanted(Bundle.ConnectorRequest connector) {
        return new Wanted(
                Kind.CONNECTOR,
                connector.id(),
                connector.name(),
                content(connector.update()),
                connector.create(),
                connector.update(),
                !connector.update().path("secrets").isEmpty());
    }

    private static JsonNode content(JsonNode connector) {
        ObjectNode content = JSON.createObjectNode();
        content.set("name", connector.path("name"));
        content.set("config", connector.path("config"));
        return content;
    }

    @Override
    public @Nullable JsonNode current(Ref ref) throws SetupException {
        Answer answer = kibana.ask(HttpMethod.GET, PATH + ref.id(), null);
        return answer.status() == Answer.NOT_FOUND ? null : content(Alerting.require(answer));
    }

    @Override
    public void create(Wanted wanted) throws SetupException {
        Alerting.require(kibana.ask(HttpMethod.POST, PATH + wanted.id(), wanted.create()));
    }

    @Override
    public void update(Wanted wanted) throws SetupException {
        Alerting.require(kibana.ask(HttpMethod.PUT, PATH + wanted.id(), wanted.update()));
    }

    @Override
    public void remove(Ref ref) throws SetupException {
        Answer answer = kibana.ask(HttpMethod.DELETE, PATH + ref.id(), null);
        if (answer.status() != Answer.NOT_FOUND) {
            Alerting.require(answer);
        }
    }
}
