package tollgate.shipper.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.Field;
import tollgate.shipper.bulk.InMemoryElasticsearch.Fault;

class BulkWriterTest {
    private static final String STREAM = "logs-test-default";

    private final InMemoryElasticsearch elasticsearch = new InMemoryElasticsearch();
    private final Counts counts = new Counts();
    private final BulkWriter writer = new BulkWriter(
            elasticsearch, new Backoff(Duration.ofNanos(2), Duration.ofNanos(10), new Random(1)), counts);

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"THIRD_REFUSED"})
    void everyDocumentIsThereOnceWhateverFailsFirst(Fault fault) throws Exception {
        elasticsearch.failNext(fault);

        BulkWriter.Written written = writer.write(body(100), false);

        assertThat(written.refused()).isEmpty();
        assertThat(written.repeated()).isEmpty();
        assertThat(written.earlier())
                .hasSize(counts.thereAlready)
                .allSatisfy((item, at) -> assertThat(at).isEqualTo(Instant.EPOCH));

        assertThat(elasticsearch.hasFaultsLeft()).isFalse();
        assertThat(elasticsearch.documents(STREAM))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(ids(100));
        assertThat(counts.created + counts.thereAlready).isEqualTo(100);
    }

    @Test
    void whatIsInDoubtIsLookedUpAcrossTheRollover() throws Exception {
        writer.write(body(60), false);
        elasticsearch.rollOver(STREAM);

        writer.write(body(100), true);

        assertThat(elasticsearch.documents(STREAM))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(ids(100));
        assertThat(counts.thereAlready).isEqualTo(60);
    }

    @Test
    void withoutDoubtARolloverDoubles() throws Exception {
        // The trap that the look-up is for: were the ids unique across the stream, it would be needless.
        writer.write(body(60), false);
        elasticsearch.rollOver(STREAM);

        writer.write(body(60), false);

        assertThat(elasticsearch.documents(STREAM)).hasSize(120);
    }

    @Test
    void refusedItemsAreNamedAndTheOthersWritten() throws Exception {
        elasticsearch.failNext(Fault.HALF_BUSY, Fault.THIRD_REFUSED);

        List<BulkWriter.Refused> refused = writer.write(body(9), false).refused();

        // Of 0, 2, 4, 6, 8, which were put off at first, the first and the fourth are refused.
        assertThat(refused).extracting(BulkWriter.Refused::item).containsExactly(0, 6);
        assertThat(refused.get(0).answer().errorReason()).isEqualTo("made up");
        assertThat(elasticsearch.documents(STREAM))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("id-1", "id-2", "id-3", "id-4", "id-5", "id-7", "id-8");
    }

    @Test
    void itemsOfAnotherOriginAreRepetitionsAndOwnOnesAreNot() throws Exception {
        writer.write(body("first", "a", "b"), false);

        assertThat(writer.write(body("first", "a", "b", "c"), false).repeated()).isEmpty();
        assertThat(writer.write(body("second", "d", "a", "b", "d"), false).repeated())
                .containsExactly(1, 2);
        elasticsearch.rollOver(STREAM);
        assertThat(writer.write(body("third", "a", "e"), true).repeated()).containsExactly(0);
    }

    private static BulkBody body(String origin, String... ids) throws IOException {
        BulkBody body = new BulkBody();
        for (String id : ids) {
            DocumentJson json = body.begin(STREAM, id, origin);
            json.start();
            json.timestamp(Field.TIMESTAMP, Instant.EPOCH);
            json.text(DocumentField.ORIGIN, origin);
            json.end();
            body.end();
        }
        return body;
    }

    @Test
    void oneDocumentThatIsTooLargeIsRefused() throws Exception {
        elasticsearch.failNext(Fault.TOO_LARGE);

        assertThat(writer.write(body(1), false).refused())
                .extracting(refused -> refused.answer().status())
                .containsExactly(413);
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
    }

    private static BulkBody body(int count) throws IOException {
        BulkBody body = new BulkBody();
        for (String id : ids(count)) {
            DocumentJson json = body.begin(STREAM, id);
            json.start();
            json.timestamp(Field.TIMESTAMP, Instant.EPOCH);
            json.end();
            body.end();
        }
        return body;
    }

    private static final class Counts implements BulkMeter {
        private int created;
        private int thereAlready;

        @Override
        public void created(int documents) {
            created += documents;
        }

        @Override
        public void thereAlready(int documents) {
            thereAlready += documents;
        }

        @Override
        public void retried(int documents) {}
    }
}
