package tollgate.pager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tollgate.pager.page.PageContent;
import tollgate.pager.page.SentPage;
import tollgate.pager.state.ClusterConnection;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentName;
import tollgate.requestlog.DocumentWriter;

/** Notes pages in the stream of pages, one document for each page and receiver, whose id is that of the delivery. */
final class ClusterPageLog implements PageLog {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterPageLog.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int CONFLICT = 409;

    private final ClusterConnection connection;
    private final String namespace;

    ClusterPageLog(ClusterConnection connection, String namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    @Override
    public Set<String> note(List<SentPage> pages) throws IOException {
        List<SentPage> some = pages.subList(0, Math.min(MOST_AT_ONCE, pages.size()));
        StringBuilder bulk = new StringBuilder();
        for (SentPage page : some) {
            ObjectNode action = JsonNodeFactory.instance.objectNode();
            action.putObject("create").put("_id", page.delivery().id());
            bulk.append(action).append('\n').append(document(page)).append('\n');
        }
        ClusterConnection.Answer answer =
                connection.ask("POST", "/" + DataStream.PAGE.in(namespace) + "/_bulk", bulk.toString());
        if (!answer.ok()) {
            throw new IOException("pages are not noted: " + answer.reason());
        }
        Set<String> noted = new HashSet<>();
        for (int i = 0; i < some.size(); i++) {
            JsonNode item = answer.body().at("/items/" + i + "/create");
            if (isSettled(item)) {
                noted.add(some.get(i).delivery().id());
            }
        }
        return noted;
    }

    /** What is refused for good is told once and not tried again. */
    private static boolean isSettled(JsonNode item) {
        int status = item.path("status").asInt();
        boolean later = status == 0 || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
        if (!later && status >= 300 && status != CONFLICT) {
            LOG.error("a page is not noted: {}", item.at("/error/reason").asText());
        }
        return !later;
    }

    ObjectNode document(SentPage sent) {
        PageContent page = sent.delivery().content();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("@timestamp", sent.at().toString());
        put(document, DocumentField.ECS_VERSION, DocumentWriter.ECS_VERSION);
        put(document, DocumentField.DATA_STREAM_TYPE, DataStream.PAGE.type());
        put(document, DocumentField.DATA_STREAM_DATASET, DataStream.PAGE.dataset());
        put(document, DocumentField.DATA_STREAM_NAMESPACE, namespace);
        put(document, DocumentField.EVENT_KIND, "alert");
        put(document, DocumentField.EVENT_ACTION, page.action().code());
        put(document, DocumentField.EVENT_OUTCOME, sent.delivered() ? "success" : "failure");
        put(document, DocumentField.EVENT_REASON, sent.reason());
        put(document, DocumentField.EVENT_START, page.since().toString());
        put(document, DocumentField.EVENT_URL, page.link());
        put(document, DocumentField.MESSAGE, page.title());
        put(document, DocumentField.RULE_NAME, page.rule());
        put(document, DocumentField.ALERT_ID, String.join(",", page.group().values()));
        put(document, DocumentField.ALERT_KEY, page.key());
        put(document, DocumentField.ALERT_SEVERITY, page.severity());
        put(document, DocumentField.PAGE_KIND, page.kind().code());
        put(document, DocumentField.PAGE_ROUTE, page.route());
        put(document, DocumentField.PAGE_RECEIVER, sent.delivery().receiver());
        put(document, DocumentField.PAGE_DECIDED, sent.delivery().since().toString());
        number(document, DocumentField.PAGE_ALERTS, page.count());
        number(document, DocumentField.PAGE_ATTEMPTS, sent.attempts());
        number(
                document,
                DocumentField.PAGE_DELIVERY_MS,
                java.time.Duration.between(sent.delivery().since(), sent.at()).toMillis());
        return document;
    }

    private static void put(ObjectNode document, DocumentName name, String text) {
        if (!text.isEmpty()) {
            parent(document, name).put(leaf(name), text);
        }
    }

    private static void number(ObjectNode document, DocumentName name, long number) {
        parent(document, name).put(leaf(name), number);
    }

    private static ObjectNode parent(ObjectNode document, DocumentName name) {
        ObjectNode parent = document;
        String[] path = name.documentPath().split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            parent = parent.withObjectProperty(path[i]);
        }
        return parent;
    }

    private static String leaf(DocumentName name) {
        return name.documentPath().substring(name.documentPath().lastIndexOf('.') + 1);
    }
}
