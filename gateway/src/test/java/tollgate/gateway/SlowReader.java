package tollgate.gateway;

import com.linecorp.armeria.common.HttpObject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Takes from a response only as much as it is told to. */
final class SlowReader implements Subscriber<HttpObject> {
    private final List<HttpObject> taken;
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Subscription subscription;

    SlowReader(List<HttpObject> taken) {
        this.taken = taken;
    }

    /** Returns when they have come. */
    void take(int objects) throws InterruptedException {
        arrived.acquire();
        Objects.requireNonNull(subscription).request(objects);
        arrived.acquire(objects);
    }

    void takeAll() throws InterruptedException {
        Objects.requireNonNull(subscription).request(Long.MAX_VALUE);
        ended.await();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        arrived.release();
    }

    @Override
    public void onNext(HttpObject object) {
        taken.add(object);
        arrived.release();
    }

    @Override
    public void onError(Throwable cause) {
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }
}
