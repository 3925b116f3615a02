package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tollgate.requestlog.RequestRecord;

/** What every request log does. */
abstract class RequestLogContract {
    abstract RequestLog log();

    /** From now on, no line finds room. */
    abstract void fill();

    abstract void makeRoom();

    /** What a reader of the log would find now. */
    abstract List<RequestRecord> written() throws Exception;

    @Test
    void whatIsAppendedIsThereAtOnceAndInOrder() throws Exception {
        for (int i = 0; i < 3; i++) {
            log().append(Records.numbered(i));

            assertThat(written()).hasSize(i + 1);
        }
        assertThat(written()).containsExactly(Records.numbered(0), Records.numbered(1), Records.numbered(2));
    }

    @Test
    void keepsEveryRecordOfManyThreadsOnce() throws Exception {
        List<RequestRecord> appended = appendFromManyThreads();

        assertThat(written()).containsExactlyInAnyOrderElementsOf(appended);
    }

    List<RequestRecord> appendFromManyThreads() throws Exception {
        int threads = 8;
        int each = 250;
        List<Callable<Void>> writers = IntStream.range(0, threads)
                .<Callable<Void>>mapToObj(thread -> () -> {
                    for (int i = 0; i < each; i++) {
                        log().append(Records.numbered(thread * each + i));
                    }
                    return null;
                })
                .toList();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Void> writer : executor.invokeAll(writers)) {
                writer.get();
            }
        }
        return IntStream.range(0, threads * each).mapToObj(Records::numbered).toList();
    }

    @Test
    void aLineThatFindsNoRoomIsKeptAndWrittenFirstOnceThereIsRoom() throws Exception {
        log().append(Records.numbered(0));
        fill();

        assertThatThrownBy(() -> log().append(Records.numbered(1))).isInstanceOf(RequestLogUnavailableException.class);
        assertThatThrownBy(() -> log().append(Records.numbered(2))).isInstanceOf(RequestLogUnavailableException.class);
        assertThat(log().keptLines()).isEqualTo(2);
        assertThat(log().isWritable()).isFalse();

        makeRoom();
        assertThat(log().isWritable()).isTrue();
        assertThat(log().keptLines()).isZero();
        assertThat(written()).containsExactly(Records.numbered(0), Records.numbered(1), Records.numbered(2));
    }

    @Test
    void anAppendAloneWritesWhatIsKeptFirst() throws Exception {
        fill();
        assertThatThrownBy(() -> log().append(Records.numbered(1))).isInstanceOf(RequestLogUnavailableException.class);

        makeRoom();
        log().append(Records.numbered(2));

        assertThat(written()).containsExactly(Records.numbered(1), Records.numbered(2));
        assertThat(log().keptLines()).isZero();
    }

    @Test
    void anInterruptedThreadWritesTooAndStaysInterrupted() throws Exception {
        List<Boolean> interrupted = new ArrayList<>();
        Thread writer = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                log().append(Records.numbered(7));
            } catch (RequestLogUnavailableException e) {
                throw new AssertionError(e);
            }
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        writer.start();
        writer.join();

        assertThat(written()).containsExactly(Records.numbered(7));
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    void takesNothingOnceClosed() throws Exception {
        log().append(Records.numbered(0));
        log().close();

        assertThat(log().isWritable()).isFalse();
        assertThatThrownBy(() -> log().append(Records.numbered(1))).isInstanceOf(RequestLogUnavailableException.class);
        assertThat(written()).containsExactly(Records.numbered(0));
    }
}
