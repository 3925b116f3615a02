package tollgate.pager.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final long SECOND = 1_000_000_000L;

    private final MemoryDocuments documents = new MemoryDocuments();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5 * SECOND); // it may overflow
    private final Lease one = new Lease(documents, "one", clock::get);
    private final Lease two = new Lease(documents, "two", clock::get);

    @Test
    void theFirstLeadsAsLongAsItRenews() throws IOException {
        assertThat(one.leads()).isFalse();
        for (int i = 0; i < 20; i++) {
            one.renew();
            two.renew();
            assertThat(one.leads()).isTrue();
            assertThat(two.leads()).isFalse();
            clock.addAndGet(Lease.BETWEEN.toNanos());
        }
    }

    @Test
    void whoNoLongerRenewsIsFollowedWithinThirtySecondsAndNeverDoTwoLead() throws IOException {
        one.renew();
        two.renew();
        long died = clock.get();
        while (!two.leads()) {
            clock.addAndGet(Lease.BETWEEN.toNanos());
            two.renew();
            assertThat(one.leads() && two.leads()).isFalse();
            assertThat(clock.get() - died).isLessThan(30 * SECOND);
        }
        one.renew();
        assertThat(one.leads()).isFalse();
    }

    @Test
    void afterARestartTheSameLeadsAtOnce() throws IOException {
        one.renew();
        Lease again = new Lease(documents, "one", clock::get);
        again.renew();
        assertThat(again.leads()).isTrue();
    }

    @Test
    void whatIsGivenBackIsTakenAtOnce() throws IOException {
        one.renew();
        one.release();
        assertThat(one.leads()).isFalse();
        two.renew();
        assertThat(two.leads()).isTrue();
        one.release(); // which it does not have
        assertThat(two.leads()).isTrue();
    }
}
