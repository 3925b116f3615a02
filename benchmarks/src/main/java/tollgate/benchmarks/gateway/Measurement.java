package tollgate.benchmarks.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tollgate.benchmarks.ProcessUsage;

/** Puts the load on, and says what it took. What has a base to be compared with is measured in turn with it. */
final class Measurement {
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 3;
    private static final int PER_SECOND = 1_000;
    private static final int STREAMS_PER_SECOND = 200;

    private final Subject gateway;
    private final List<Subject> others;
    private final URI provider;
    private final Consumer<String> say;
    private long asked;
    private long failed;

    /** @param others measured in turn with the gateway where it is answered at once, and not counted */
    Measurement(Subject gateway, List<Subject> others, URI provider, Consumer<String> say) {
        this.gateway = gateway;
        this.others = others;
        this.provider = provider;
        this.say = say;
    }

    /** All connections ask again at once. */
    void closedLoops(int requests) throws IOException, InterruptedException {
        closedLoops(requests, false);
        say.accept("warm; the machine's load is " + load());
        for (int round = 1; round <= ROUNDS; round++) {
            closedLoops(requests, true);
        }
    }

    private void closedLoops(int requests, boolean tell) throws IOException, InterruptedException {
        closedLoop(gateway, requests, tell);
        for (Subject other : others) {
            closedLoop(other, requests, tell);
        }
    }

    private void closedLoop(Subject subject, int requests, boolean tell) throws IOException, InterruptedException {
        String whole = closedLoop(subject, "whole answers", false, requests);
        String streams = closedLoop(subject, "streams of %d chunks".formatted(MockProvider.CHUNKS), true, requests / 4);
        if (tell) {
            say.accept("%s, %d connections: %s; %s".formatted(subject.name(), CONNECTIONS, whole, streams));
        }
    }

    private String closedLoop(Subject subject, String what, boolean stream, int requests)
            throws IOException, InterruptedException {
        double before = subject.cpuSeconds();
        LoadTimes times = count(
                subject, new Load(subject.address()).closed(subject.request("mock", stream), CONNECTIONS, requests));
        return "%s %,.0f/s, %.3f CPU-s per 1,000"
                .formatted(what, times.answers() / times.seconds(), (subject.cpuSeconds() - before) * 1e3 / requests);
    }

    /** At a constant rate; the same directly at the provider is taken off. */
    void openLoops(int seconds) throws InterruptedException {
        openLoops("whole answers at %d/s, to the end".formatted(PER_SECOND), false, PER_SECOND, seconds);
        openLoops(
                "streams at %d/s, to the first chunk".formatted(STREAMS_PER_SECOND), true, STREAMS_PER_SECOND, seconds);
    }

    private void openLoops(String what, boolean stream, int perSecond, int seconds) throws InterruptedException {
        LoadTimes direct = new Load(provider).open(gateway.request("mock", stream), perSecond, seconds);
        compare(gateway, what, stream, openLoop(gateway, stream, perSecond, seconds), direct);
        for (Subject other : others) {
            compare(other, what, stream, openLoop(other, stream, perSecond, seconds), direct);
        }
    }

    private LoadTimes openLoop(Subject subject, boolean stream, int perSecond, int seconds)
            throws InterruptedException {
        return count(subject, new Load(subject.address()).open(subject.request("mock", stream), perSecond, seconds));
    }

    /** Slow streams, all at the same time. */
    void held(int streams) throws InterruptedException {
        LoadTimes all = count(gateway, new Load(gateway.address()).held(gateway.request("slow", true), streams));
        say.accept("%,d slow streams held at the same time: %,d whole".formatted(streams, all.answers()));
    }

    /** Full load for so long, whole answers and streams by turns; each minute, the memory that the gateway has. */
    void soak(int minutes, int requests) throws IOException, InterruptedException {
        for (int minute = 1; minute <= minutes; minute++) {
            long before = asked;
            long endNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (System.nanoTime() < endNanos) {
                closedLoop(gateway, requests, false);
            }
            say.accept("minute %d at full load: %,d requests%s"
                    .formatted(
                            minute,
                            asked - before,
                            gateway.process() == null
                                    ? ""
                                    : ", RSS %,d MB".formatted(ProcessUsage.rssKilobytes(gateway.process()) / 1024)));
        }
    }

    void sayMemory() throws IOException {
        if (gateway.process() != null) {
            say.accept("peak RSS %,d MB; the machine's load is %s"
                    .formatted(ProcessUsage.peakRssKilobytes(gateway.process()) / 1024, load()));
        }
    }

    /** Of the gateway. */
    long asked() {
        return asked;
    }

    /** Of all. */
    long failed() {
        return failed;
    }

    private void compare(Subject subject, String what, boolean stream, LoadTimes via, LoadTimes direct) {
        StringBuilder line =
                new StringBuilder(subject.name()).append(", ").append(what).append(", added:");
        for (double quantile : new double[] {0.5, 0.99}) {
            double with = stream ? via.firstMicros(quantile) : via.endMicros(quantile);
            double without = stream ? direct.firstMicros(quantile) : direct.endMicros(quantile);
            line.append(" p%.0f %,.0f µs (%,.0f - %,.0f)".formatted(quantile * 100, with - without, with, without));
        }
        say.accept(line.toString());
    }

    private LoadTimes count(Subject subject, LoadTimes times) {
        if (subject.equals(gateway)) {
            asked += times.asked();
        }
        failed += times.asked() - times.answers();
        return times;
    }

    private static String load() throws IOException {
        return Objects.requireNonNull(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }
}
