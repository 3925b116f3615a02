package tollgate.benchmarks.gateway;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Puts load on a target, and takes the times of all answers. */
final class Load {
    private final URI target;

    Load(URI target) {
        this.target = target;
    }

    /** Each connection asks again as soon as it is answered. */
    LoadTimes closed(byte[] request, int connections, int requests) throws InterruptedException {
        return run(request, connections, requests, 0, Thread.ofPlatform().factory());
    }

    /** Asks at a constant rate, whatever the answers; times count from when a request was due. */
    LoadTimes open(byte[] request, int perSecond, int seconds) throws InterruptedException {
        return run(
                request,
                Math.max(32, perSecond / 10),
                perSecond * seconds,
                perSecond,
                Thread.ofPlatform().factory());
    }

    /** Asks so many at the same time, each once. */
    LoadTimes held(byte[] request, int connections) throws InterruptedException {
        return run(request, connections, connections, 0, Thread.ofVirtual().factory());
    }

    private LoadTimes run(byte[] request, int connections, int requests, int perSecond, ThreadFactory threads)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answers = new AtomicInteger();
        AtomicLong startNanos =
                new AtomicLong(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(perSecond > 0 ? 200 : 0));
        long[] first = new long[requests];
        long[] end = new long[requests];
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread worker = threads.newThread(
                    () -> work(request, next, requests, perSecond, startNanos.get(), answers, first, end));
            workers.add(worker);
            worker.start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        double seconds = (System.nanoTime() - startNanos.get()) / 1e9;
        return new LoadTimes(answers.get(), seconds, first, end);
    }

    private void work(
            byte[] request,
            AtomicInteger next,
            int requests,
            int perSecond,
            long startNanos,
            AtomicInteger answers,
            long[] first,
            long[] end) {
        try (Connection connection = new Connection(target)) {
            for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                long due = System.nanoTime();
                if (perSecond > 0) {
                    due = startNanos + i * 1_000_000_000L / perSecond;
                    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                }
                if (connection.ask(request)) {
                    answers.incrementAndGet();
                }
                first[i] = connection.firstByteNanos() - due;
                end[i] = System.nanoTime() - due;
            }
        } catch (IOException e) {
            System.err.println("a connection has failed: " + e);
        }
    }
}
