package tollgate.reprice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.DataStream;

class PatientWriterTest {
    private final InMemoryDocuments documents = new InMemoryDocuments(10);
    private final List<Duration> waits = new ArrayList<>();
    private final PatientWriter writer = new PatientWriter(documents, waits::add);

    @Test
    void whatFoundTheClusterBusyIsWrittenLater() throws Exception {
        documents.beBusy(3);

        assertThat(writer.write(List.of(create("a"), create("b"), create("a")))).containsExactly(true, true, false);
        assertThat(documents.all(DataStream.REQUEST, "n"))
                .extracting(Stored::id)
                .containsExactly("a", "b");
        assertThat(waits).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void waitsLongerEachTimeUpToABound() throws Exception {
        documents.beBusy(7);

        assertThat(writer.write(List.of(create("a")))).containsExactly(true);
        assertThat(waits.stream().map(Duration::toMillis))
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void clusterThatStaysBusyIsAnError() {
        documents.beBusy(1_000);

        assertThatThrownBy(() -> writer.write(List.of(create("a"))))
                .isInstanceOf(IOException.class)
                .hasMessage("Elasticsearch had no time for 1 documents, tried 30 times over two minutes");
        assertThat(documents.all(DataStream.REQUEST, "n")).isEmpty();
    }

    @Test
    void interruptionEndsTheWaiting() {
        documents.beBusy(1);
        PatientWriter interrupted = new PatientWriter(documents, wait -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.write(List.of(create("a")))).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Write create(String id) {
        return new Write(DataStream.REQUEST.in("n"), id, null, DocumentTree.JSON.createObjectNode());
    }
}
