package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.RequestRecord;

class MeteredRequestLogTest extends RequestLogContract {
    private final InMemoryRequestLog target = new InMemoryRequestLog();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeteredRequestLog log = new MeteredRequestLog(target, registry);

    @Override
    RequestLog log() {
        return log;
    }

    @Override
    void fill() {
        target.setFull(true);
    }

    @Override
    void makeRoom() {
        target.setFull(false);
    }

    @Override
    List<RequestRecord> written() {
        return target.written();
    }

    @Test
    void countsAppendsFailuresAndKeptLines() throws Exception {
        log.append(Records.numbered(0));
        target.setFull(true);
        assertThatThrownBy(() -> log.append(Records.numbered(1))).isInstanceOf(RequestLogUnavailableException.class);

        assertThat(registry.get("tollgate.request_log.append").timer().count()).isEqualTo(2);
        assertThat(registry.get("tollgate.request_log.write_failures").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("tollgate.request_log.kept_lines").gauge().value())
                .isEqualTo(1);
    }
}
