package tollgate.pager.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all pagers rely on, wherever the documents are. */
abstract class SharedDocumentsContract {
    /** Empty ones, not those of another test. */
    abstract SharedDocuments documents() throws IOException;

    @Test
    void whatIsNotThereIsNull() throws IOException {
        SharedDocuments documents = documents();
        assertThat(documents.get("x")).isNull();
        assertThat(documents.ofKind("silence")).isEmpty();
        assertThat(documents.remove("x")).isFalse();
    }

    @Test
    void whatIsWrittenIsFoundAtOnce() throws IOException {
        SharedDocuments documents = documents();
        documents.put("s 1/ü", body("silence", 1));
        documents.put("a1", body("ack", 2));
        assertThat(Objects.requireNonNull(documents.get("s 1/ü")).body()).isEqualTo(body("silence", 1));
        assertThat(documents.ofKind("silence"))
                .singleElement()
                .satisfies(found -> assertThat(found.id()).isEqualTo("s 1/ü"));
        assertThat(documents.remove("s 1/ü")).isTrue();
        assertThat(documents.ofKind("silence")).isEmpty();
    }

    @Test
    void onlyTheVersionThatWasReadIsReplaced() throws IOException {
        SharedDocuments documents = documents();
        assertThat(documents.put("x", body("lease", 1), null)).isTrue();
        assertThat(documents.put("x", body("lease", 2), null)).isFalse();
        SharedDocuments.Versioned read = documents.get("x");
        assertThat(documents.put("x", body("lease", 3), read)).isTrue();
        assertThat(documents.put("x", body("lease", 4), read)).isFalse();
        assertThat(Objects.requireNonNull(documents.get("x")).body()).isEqualTo(body("lease", 3));
    }

    @Test
    void ofManyWhoTryOneSucceeds() throws Exception {
        SharedDocuments documents = documents();
        documents.put("x", body("lease", 0));
        SharedDocuments.Versioned read = documents.get("x");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> attempt = () -> documents.put("x", body("lease", 1), read);
            long successes = 0;
            for (Future<Boolean> each : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> attempt).toList())) {
                successes += each.get() ? 1 : 0;
            }
            assertThat(successes).isEqualTo(1);
        }
    }

    static ObjectNode body(String kind, int value) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("value", value);
    }
}
