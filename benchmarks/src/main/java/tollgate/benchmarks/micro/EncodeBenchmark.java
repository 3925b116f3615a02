package tollgate.benchmarks.micro;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tollgate.requestlog.DocumentIds;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.DocumentWriter;
import tollgate.requestlog.JsonBytes;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.enrich.EnrichedFields;
import tollgate.shipper.enrich.RequestEnricher;

/**
 * From an enriched record to the bytes of its document in the bulk's buffer, id and action included; and from a map that holds the
 * same document already to the same kind of buffer, by Jackson's mapper, without id and action.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
    private static final String STREAM = "logs-llm_gateway.request-default";
    private static final Instant INGESTED = Instant.parse("2026-03-15T00:00:00.123Z");

    private static final int DOCUMENT_BYTES = 2_048;

    private final List<EnrichedFields> requests = new ArrayList<>();
    private final List<Map<String, Object>> maps = new ArrayList<>();
    private final BulkBody body = new BulkBody();
    private final DocumentWriter writer = new DocumentWriter("default");
    private final DocumentIds ids = new DocumentIds();
    private final ObjectMapper mapper = new ObjectMapper();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private int next;

    @Setup
    public void read() throws IOException, RefusedLineException {
        RequestEnricher enricher = ConfiguredEnricher.of(Map.of());
        for (RequestRecord record : new Lines().records()) {
            EnrichedFields request = new EnrichedFields(enricher.enrich(record), "0123456789ab:0123456789abcdef:1");
            requests.add(request);
            maps.add(mapper.readValue(document(request), new TypeReference<Map<String, Object>>() {}));
        }
    }

    private byte[] document(EnrichedFields request) throws IOException {
        JsonBytes bytes = new JsonBytes(DOCUMENT_BYTES);
        writer.write(new DocumentJson(bytes), request.request().record(), request, INGESTED);
        return bytes.toByteArray();
    }

    @Benchmark
    public int documentWriter() throws IOException {
        next = (next + 1) % Lines.COUNT;
        if (next % 1_000 == 0) {
            body.clear();
        }
        EnrichedFields request = requests.get(next);
        RequestRecord record = request.request().record();
        writer.write(body.begin(STREAM, ids.ofRequest(record)), record, request, INGESTED);
        body.end();
        return body.size();
    }

    @Benchmark
    public int objectMapperOfMap() throws IOException {
        next = (next + 1) % Lines.COUNT;
        if (next % 1_000 == 0) {
            buffer.reset();
        }
        buffer.writeBytes(mapper.writeValueAsBytes(maps.get(next)));
        return buffer.size();
    }
}
