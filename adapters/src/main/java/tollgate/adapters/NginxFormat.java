package tollgate.adapters;

import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Field;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.requestlog.UsageSource;

/**
 * The access log of nginx in the {@code log_format} that the README shows. It tells when, how long and with which status; it
 * knows neither model nor tokens, and none are made up.
 *
 * <p>nginx writes the moment at which it logs, the end of the request ({@code $msec}), and how long it took
 * ({@code $request_time}), both in seconds to the millisecond: the start is their difference. Source: nginx.org,
 * ngx_http_log_module and ngx_http_core_module.
 */
final class NginxFormat implements LineFormat {
    private enum Known implements ForeignField {
        MSEC("msec", Field.TIMESTAMP),
        REQUEST_TIME("request_time", Field.LATENCY_MS),
        REQUEST_ID("request_id", Field.REQUEST_ID),
        STATUS("status", Field.STATUS_CODE),
        REMOTE_ADDR("remote_addr", Field.CLIENT_ADDRESS),
        HTTP_USER_AGENT("http_user_agent", Field.USER_AGENT);

        private final String path;
        private final Field feeds;

        Known(String path, Field feeds) {
            this.path = path;
            this.feeds = feeds;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Field feeds() {
            return feeds;
        }
    }

    private final ForeignLines<Known> lines = new ForeignLines<>(Known.values());

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public RequestRecord read(byte[] bytes, int offset, int length) throws RefusedLineException {
        Line line = new Line();
        lines.read(bytes, offset, length, line);
        return line.record();
    }

    @Override
    public boolean mayHoldContent() {
        return false;
    }

    private static final class Line implements ForeignLines.Sink<Known> {
        private @Nullable Instant end;
        private long latencyNanos = UNKNOWN;
        private @Nullable String requestId;
        private int status = (int) UNKNOWN;
        private @Nullable String address;
        private @Nullable String userAgent;

        @Override
        public void take(Known field, Value value) throws IOException, RefusedLineException {
            switch (field) {
                case MSEC -> end = value.epochSeconds();
                case REQUEST_TIME -> latencyNanos = value.nanosOfSeconds();
                case REQUEST_ID -> requestId = text(value);
                case STATUS -> status = value.status();
                case REMOTE_ADDR -> address = text(value);
                case HTTP_USER_AGENT -> userAgent = text(value);
            }
        }

        RequestRecord record() throws RefusedLineException {
            if (end == null) {
                throw Missing.field(Known.MSEC);
            }
            if (latencyNanos == UNKNOWN) {
                throw Missing.field(Known.REQUEST_TIME);
            }
            if (requestId == null) {
                throw Missing.field(Known.REQUEST_ID);
            }
            Instant start = Moments.before(end, latencyNanos, Known.MSEC);
            return RequestRecord.builder(start, requestId, UNKNOWN_MODEL)
                    .latencyNanos(latencyNanos)
                    .status(status)
                    .usageSource(UsageSource.UNKNOWN)
                    .clientAddress(address)
                    .userAgent(userAgent)
                    .build();
        }

        /** A dash is what nginx writes for a variable that has no value, where it does not leave it empty. */
        private static @Nullable String text(Value value) throws IOException, RefusedLineException {
            String text = value.text();
            return "-".equals(text) ? null : text;
        }
    }
}
