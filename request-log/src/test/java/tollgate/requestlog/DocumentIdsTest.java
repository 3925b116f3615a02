package tollgate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentIdsTest {
    private static final Instant TIME = Instant.parse("2026-03-15T14:30:22.123Z");
    private final DocumentIds ids = new DocumentIds();

    /** Worked out with {@code printf 'abc123\0%s\0request\0' 2026-03-15T14:30:22.123Z | sha256sum} and the time in hex. */
    @Test
    void isTheTimeAndTheHashOfIdTimeAndKind() {
        assertThat(ids.ofRequest(record("abc123", TIME, RecordKind.REQUEST)))
                .isEqualTo("AZzx57yrdPgJOnYy2h3IUYbz")
                .hasSize(DocumentIds.LENGTH);
    }

    @Test
    void sameRequestHasTheSameIdWhateverElseTheLineSays() {
        RequestRecord other =
                RequestRecord.builder(TIME, "abc123", "another").inputTokens(7).build();

        assertThat(ids.ofRequest(other)).isEqualTo(ids.ofRequest(record("abc123", TIME, RecordKind.REQUEST)));
    }

    @Test
    void anotherIdTimeOrKindIsAnotherDocument() {
        Set<String> different = new HashSet<>();
        different.add(ids.ofRequest(record("abc123", TIME, RecordKind.REQUEST)));
        different.add(ids.ofRequest(record("abc124", TIME, RecordKind.REQUEST)));
        different.add(ids.ofRequest(record("abc123", TIME.plusMillis(1), RecordKind.REQUEST)));
        different.add(ids.ofRequest(record("abc123", TIME.plusNanos(1), RecordKind.REQUEST)));
        different.add(ids.ofRequest(record("abc123", TIME, RecordKind.SLOW_START)));

        assertThat(different).hasSize(5);
    }

    private static RequestRecord record(String id, Instant time, RecordKind kind) {
        return RequestRecord.builder(time, id, "m").kind(kind).build();
    }
}
