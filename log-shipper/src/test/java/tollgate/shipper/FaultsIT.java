package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.faults.Action;
import tollgate.shipper.faults.Fault;
import tollgate.shipper.faults.FaultProxy;

/**
 * One bulk in three and one look-up in five fails somehow. {@code -Dcrash.seeds=N} plays N histories; the seed of one that failed
 * is in its name.
 */
class FaultsIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private static final int ROLLOVERS = 16;
    private static final int ROLLOVERS_AFTER_LOSS = 12;
    private static final int STOPS = 3;

    @TempDir
    Path folder;

    private Shipping shipping;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("crash.seeds", 2));
    }

    @BeforeEach
    void connect() throws Exception {
        shipping = new Shipping(SERVER.uri(), folder);
    }

    @AfterEach
    void close() throws IOException {
        shipping.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void faultsStopsAndRolloversLoseNothingAndDoubleNothing(long seed) throws Exception {
        Random random = new Random(seed);
        Oracle oracle = new Oracle(seed);
        shipping.append(oracle.lines(20_000));
        AtomicInteger rollovers = new AtomicInteger();
        // The worst moment: written, the sender does not know it, and the next index does not know the ids.
        Action afterLoss = () -> rollOver(rollovers, ROLLOVERS_AFTER_LOSS);
        try (FaultProxy proxy = FaultProxy.of(SERVER.uri(), seed, afterLoss)) {
            for (int life = 0; life < STOPS; life++) {
                Shipping.Running running = shipping.follow(proxy.uri());
                Thread.sleep(random.nextInt(1_500));
                proxy.unlessWritesAreInDoubt(() -> rollOver(rollovers, ROLLOVERS));
                running.stop();
                proxy.senderHasEnded();
            }
            Shipping.Running last = shipping.toEnd(proxy.uri());
            while (!last.isDone()) {
                Thread.sleep(50 + random.nextInt(500));
                proxy.unlessWritesAreInDoubt(() -> rollOver(rollovers, ROLLOVERS));
            }
            last.awaitEnd();

            assertThat(proxy.bulks().keySet()).as("every fault has come").isEqualTo(EnumSet.allOf(Fault.class));
            assertThat(proxy.lookUps()).as("look-ups have failed").hasSizeGreaterThan(5);
            assertThat(rollovers).hasValueGreaterThan(STOPS);
        }
        oracle.assertRequests(shipping.documents(DataStream.REQUEST));
        oracle.assertUsage(shipping.documents(DataStream.USAGE), shipping.documents(DataStream.USAGE_HOURLY));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void repeatedLinesAndFilesThatAreSentAgainCountOnceWhateverFails(long seed) throws Exception {
        Random random = new Random(seed);
        Oracle oracle = new Oracle(seed);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            String line = oracle.line();
            all.append(line).append(random.nextInt(5) == 0 ? line : "");
        }
        shipping.append(all.toString());
        try (FaultProxy proxy = FaultProxy.of(SERVER.uri(), seed)) {
            Shipping.Running interrupted = shipping.follow(proxy.uri());
            Thread.sleep(random.nextInt(1_500));
            interrupted.stop();
            proxy.senderHasEnded();
            shipping.toEnd(proxy.uri()).awaitEnd();
            await().until(() -> proxy.unlessWritesAreInDoubt(() -> shipping.rollOver(DataStream.REQUEST)));
            shipping.write("requests-again.log", oracle.line() + all);

            shipping.toEnd(proxy.uri()).awaitEnd();

            assertThat(proxy.bulks()).as("bulks have failed").hasSizeGreaterThan(5);
        }
        oracle.assertRequests(shipping.documents(DataStream.REQUEST));
        oracle.assertUsage(shipping.documents(DataStream.USAGE), shipping.documents(DataStream.USAGE_HOURLY));
    }

    /** Rolls one of the streams over, unless that has been done so often already. */
    private void rollOver(AtomicInteger done, int atMost) throws IOException {
        DataStream stream = done.get() % 4 == 3 ? DataStream.USAGE : DataStream.REQUEST;
        if (done.get() < atMost && shipping.exists(stream)) {
            shipping.rollOver(stream);
            done.incrementAndGet();
        }
    }
}
