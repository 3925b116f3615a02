package tollgate.access.audit;

import java.io.IOException;

/** Where audit events go. Any thread may append, and any process. */
public interface AuditLog {
    /**
     * Hands the event's whole line to the operating system: when this returns, the end of this process cannot lose it. No line is
     * mixed with another.
     *
     * @throws IOException where that was not possible; nothing or a part of the line is written then, and the next line is whole
     */
    void append(AuditEvent event) throws IOException;
}
