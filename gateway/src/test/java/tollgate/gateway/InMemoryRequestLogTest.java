package tollgate.gateway;

import java.util.List;
import tollgate.requestlog.RequestRecord;

class InMemoryRequestLogTest extends RequestLogContract {
    private final InMemoryRequestLog log = new InMemoryRequestLog();

    @Override
    RequestLog log() {
        return log;
    }

    @Override
    void fill() {
        log.setFull(true);
    }

    @Override
    void makeRoom() {
        log.setFull(false);
    }

    @Override
    List<RequestRecord> written() {
        return log.written();
    }
}
