package tollgate.shipper.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;

/** What every implementation of the port does. */
abstract class BulkTransportContract {
    private static final Instant TIME = Instant.parse("2026-03-15T14:30:22Z");

    private BulkTransport transport;
    private String stream;

    /** A transport to a cluster that has the templates. */
    abstract BulkTransport transport() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        transport = transport();
        stream = DataStream.REQUEST.in("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void createdOnceThenThereAlready() throws Exception {
        BulkBody body = new BulkBody();
        document(body, "a");
        document(body, "b");

        BulkAnswer first = transport.send(body);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.items()).extracting(BulkAnswer.Item::status).containsExactly(201, 201);

        document(body, "c");
        assertThat(transport.send(body).items())
                .extracting(BulkAnswer.Item::status)
                .containsExactly(409, 409, 201);
    }

    @Test
    void oneRefusedItemDoesNotHarmItsNeighbours() throws Exception {
        BulkBody body = new BulkBody();
        document(body, "a");
        DocumentJson json = body.begin(stream, "without-timestamp");
        json.start();
        json.text(Field.REQUEST_ID, "x");
        json.end();
        body.end();
        document(body, "b");

        List<BulkAnswer.Item> items = transport.send(body).items();

        assertThat(items).extracting(BulkAnswer.Item::status).containsExactly(201, 400, 201);
        assertThat(items.get(1).isRefused()).isTrue();
        assertThat(items.get(1).errorType()).isEqualTo("document_parsing_exception");
        assertThat(items.get(1).errorReason()).contains("timestamp");
        assertThat(transport.existing(stream, List.of("a", "b", "without-timestamp")))
                .isEqualTo(Map.of(
                        "a", new BulkTransport.Existing("origin of a", TIME),
                        "b", new BulkTransport.Existing("origin of b", TIME)));
    }

    @Test
    void whatWasWrittenThisMomentIsFoundByItsId() throws Exception {
        BulkBody body = new BulkBody();
        for (int i = 0; i < 10_000; i++) {
            document(body, "id-" + i);
        }
        transport.send(body);

        List<String> asked = java.util.stream.IntStream.range(0, 12_000)
                .mapToObj(i -> "id-" + i)
                .toList();
        assertThat(transport.existing(stream, asked).keySet())
                .hasSize(10_000)
                .isEqualTo(Set.copyOf(asked.subList(0, 10_000)));
    }

    @Test
    void streamThatNobodyWroteToIsEmpty() throws Exception {
        assertThat(transport.isEmpty(stream)).isTrue();
        assertThat(transport.existing(stream, List.of("a"))).isEmpty();

        BulkBody body = new BulkBody();
        document(body, "a");
        transport.send(body);

        assertThat(transport.isEmpty(stream)).isFalse();
    }

    @Test
    void streamThatHasNotRolledOverHasNoOlderIndices() throws Exception {
        assertThat(transport.rolledOverAt(stream)).isEmpty();

        BulkBody body = new BulkBody();
        document(body, "a");
        transport.send(body);

        assertThat(transport.rolledOverAt(stream)).isEmpty();
    }

    private void document(BulkBody body, String id) throws IOException {
        DocumentJson json = body.begin(stream, id);
        json.start();
        json.timestamp(Field.TIMESTAMP, TIME);
        json.text(Field.REQUEST_ID, id);
        json.text(DocumentField.ORIGIN, "origin of " + id);
        json.end();
        body.end();
    }
}
