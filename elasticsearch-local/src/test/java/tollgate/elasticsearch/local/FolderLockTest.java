package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void hasOneHolder() throws IOException {
        Path file = folder.resolve("lock");
        try (FolderLock _ = FolderLock.attempt(file).orElseThrow()) {
            assertThat(FolderLock.attempt(file)).isEmpty();
            assertThat(FolderLock.attempt(folder.resolve("../" + folder.getFileName() + "/lock")))
                    .isEmpty();
        }
        try (FolderLock _ = FolderLock.attempt(file).orElseThrow()) {
            assertThat(FolderLock.attempt(file)).isEmpty();
        }
    }

    @Test
    void keepsOtherProcessesOutEvenAfterAnAttemptInThisOne() throws Exception {
        Path file = folder.resolve("lock");
        try (FolderLock _ = FolderLock.attempt(file).orElseThrow()) {
            assertThat(FolderLock.attempt(file)).isEmpty();
            assertThat(otherProcessGets(file)).isFalse();
        }
        assertThat(otherProcessGets(file)).isTrue();
    }

    @Test
    void waitsUntilItIsFree() throws Exception {
        Path file = folder.resolve("lock");
        CountDownLatch waiting = new CountDownLatch(1);
        FolderLock held = FolderLock.attempt(file).orElseThrow();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<FolderLock> second = thread.submit(() -> FolderLock.await(file, waiting::countDown));
            waiting.await();
            assertThat(second.isDone()).isFalse();
            held.close();
            second.get().close();
        }
    }

    private static boolean otherProcessGets(Path file) throws Exception {
        Process process = OtherProgram.start(LockAttempt.class, file.toString());
        return process.waitFor() == 0;
    }

    /** A program that ends with 0 if it gets the lock. */
    static final class LockAttempt {
        private LockAttempt() {}

        public static void main(String[] arguments) throws IOException {
            System.exit(FolderLock.attempt(Path.of(arguments[0])).isPresent() ? 0 : 1);
        }
    }
}
