package tollgate.access.audit;

import java.io.IOException;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.Field;
import tollgate.requestlog.JsonBytes;

/** Writes events as lines of ECS JSON, with the fields of the audit stream. One thread at a time. */
final class AuditLineWriter {
    private static final int LINE_BYTES = 512;
    private static final String EVENT = "event";
    private static final String STATE = "state";

    private final AuditSource source;

    AuditLineWriter(AuditSource source) {
        this.source = source;
    }

    /** The line and its line feed. */
    byte[] line(AuditEvent event) throws IOException {
        JsonBytes bytes = new JsonBytes(LINE_BYTES);
        DocumentJson to = new DocumentJson(bytes);
        to.start();
        to.timestamp(Field.TIMESTAMP, event.at());
        to.text(DocumentField.ECS_VERSION, DocumentWriter.ECS_VERSION);
        to.text(DocumentField.EVENT_KIND, event.action() == null ? STATE : EVENT);
        to.text(DocumentField.EVENT_ACTION, event.action());
        to.text(DocumentField.EVENT_OUTCOME, event.outcome());
        to.text(DocumentField.EVENT_REASON, event.reason());
        to.text(Field.KEY_ID, event.keyId());
        if (event.ageDays() != null) {
            to.count(DocumentField.KEY_AGE_DAYS, event.ageDays());
        }
        to.text(Field.TENANT, event.tenant());
        to.text(Field.USER, event.user());
        to.text(Field.CLIENT_ADDRESS, event.clientAddress());
        to.text(DocumentField.HTTP_REQUEST_ID, event.requestId());
        if (event.status() != null) {
            to.count(Field.STATUS_CODE, event.status());
        }
        to.text(Field.SERVICE_NAME, source.service());
        to.text(Field.SERVICE_VERSION, source.version());
        to.text(Field.SERVICE_NODE, source.node());
        to.text(Field.HOST, source.host());
        to.end();
        byte[] document = bytes.toByteArray();
        byte[] line = java.util.Arrays.copyOf(document, document.length + 1);
        line[document.length] = '\n';
        return line;
    }
}
