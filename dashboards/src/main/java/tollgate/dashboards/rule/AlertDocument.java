package tollgate.dashboards.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.DocumentWriter;

/**
 * The document of an alert's event, as a template that Kibana fills. Kibana fills each text on its own, so the whole stays valid
 * JSON whatever a group is called; {@code @timestamp} comes from the connector. Numbers that Kibana would fill in are texts and may
 * be empty, so measured values stand in {@link DocumentField#EVENT_REASON} only.
 */
final class AlertDocument {
    /** By ECS a number that grows with how bad it is; these are Tollgate's. */
    private static final int SEVERITY_TICKET = 1;

    private static final int SEVERITY_PAGE = 2;

    static ObjectNode template(Rule rule, RuleSettings settings, AlertEvent event, DashboardLinks dashboards) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, DocumentField.ECS_VERSION, DocumentWriter.ECS_VERSION);
        put(document, DocumentField.DATA_STREAM_TYPE, DataStream.ALERT.type());
        put(document, DocumentField.DATA_STREAM_DATASET, DataStream.ALERT.dataset());
        put(document, DocumentField.EVENT_KIND, "alert");
        put(document, DocumentField.EVENT_ACTION, event.action());
        put(document, DocumentField.EVENT_REASON, reason(event));
        put(document, DocumentField.EVENT_URL, "{{{kibanaBaseUrl}}}" + dashboards.path(rule.panel()));
        parent(document, DocumentField.EVENT_SEVERITY)
                .put(
                        leaf(DocumentField.EVENT_SEVERITY),
                        rule.severity() == Severity.PAGE ? SEVERITY_PAGE : SEVERITY_TICKET);
        put(document, DocumentField.MESSAGE, rule.text().title() + ": {{alert.id}}");
        put(document, DocumentField.RULE_ID, "{{rule.id}}");
        put(document, DocumentField.RULE_NAME, rule.name());
        put(document, DocumentField.RULE_DESCRIPTION, rule.summary(settings));
        put(document, DocumentField.RULE_REFERENCE, rule.runbook());
        put(document, DocumentField.ALERT_ID, "{{alert.id}}");
        put(document, DocumentField.ALERT_UUID, "{{alert.uuid}}");
        put(document, DocumentField.ALERT_KEY, "{{rule.id}}:{{alert.id}}");
        put(document, DocumentField.ALERT_SEVERITY, rule.severity().code());
        put(document, DocumentField.ALERT_FLAPPING, "{{alert.flapping}}");
        put(document, DocumentField.ALERT_SPACE, "{{rule.spaceId}}");
        return document;
    }

    private static String reason(AlertEvent event) {
        return event == AlertEvent.CLOSE
                ? "no longer matched"
                : "{{#context.hits}}value {{_source.value}}, threshold {{_source.threshold}}{{/context.hits}}";
    }

    private static void put(ObjectNode document, DocumentName name, String text) {
        parent(document, name).put(leaf(name), text);
    }

    private static ObjectNode parent(ObjectNode document, DocumentName name) {
        ObjectNode parent = document;
        String[] path = name.documentPath().split("\\.", -1);
        for (String each : Arrays.asList(path).subList(0, path.length - 1)) {
            parent = parent.withObjectProperty(each);
        }
        return parent;
    }

    private static String leaf(DocumentName name) {
        return name.documentPath().substring(name.documentPath().lastIndexOf('.') + 1);
    }

    private AlertDocument() {}
}
