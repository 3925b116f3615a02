package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.faults.FaultProxy;

/** Elasticsearch is away or locked, or there is no room for the checkpoint. */
class OutagesIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private final Oracle oracle = new Oracle(11);

    @TempDir
    Path folder;

    private Shipping shipping;

    @BeforeEach
    void connect() throws Exception {
        shipping = new Shipping(SERVER.uri(), folder);
    }

    @AfterEach
    void close() throws IOException {
        shipping.close();
    }

    @Test
    void whileElasticsearchIsAwayNoMoreBatchesAreHeldHoweverLongTheBacklog() throws Exception {
        shipping.append(oracle.lines(200));
        try (FaultProxy proxy = FaultProxy.faithful(SERVER.uri())) {
            Shipping.Running running = shipping.follow(proxy.uri());
            await().until(() ->
                    running.counts().lines() == 200 && running.counts().reports() > 0);
            proxy.away();
            shipping.append(oracle.lines(2_000));
            awaitRetries(running);
            long bodies = LiveObjects.count("tollgate.shipper.bulk.BulkBody");

            shipping.append(oracle.lines(10_000));
            awaitRetries(running);

            assertThat(LiveObjects.count("tollgate.shipper.Batch")).isEqualTo(Shipping.IN_FLIGHT + 1);
            assertThat(LiveObjects.count("tollgate.shipper.bulk.BulkBody")).isEqualTo(bodies);
            assertThat(running.counts().lines())
                    .as("nothing more is acknowledged")
                    .isEqualTo(200);

            proxy.back();
            await().until(() -> running.counts().lines() == 12_200);
            running.stop();
            shipping.toEnd(proxy.uri()).awaitEnd();
        }
        assertAllShipped();
    }

    @Test
    void shipperThatIsStartedWhileElasticsearchIsAwayWaitsForIt() throws Exception {
        shipping.append(oracle.lines(500));
        try (FaultProxy proxy = FaultProxy.faithful(SERVER.uri())) {
            Shipping.Running running = shipping.toEnd(proxy.uri());
            proxy.away();
            Thread.sleep(500);
            assertThat(running.isDone()).isFalse();

            proxy.back();
            running.awaitEnd();
        }
        assertAllShipped();
    }

    @Test
    void whileTheIndexIsLockedLinesWait() throws Exception {
        shipping.append(oracle.lines(500));
        Shipping.Running running = shipping.follow(SERVER.uri());
        await().until(() -> running.counts().lines() == 500);
        lockRequests(true);
        shipping.append(oracle.lines(2_000));
        awaitRetries(running);
        assertThat(shipping.count(DataStream.REQUEST)).isEqualTo(500);
        assertThat(shipping.exists(DataStream.INVALID))
                .as("what waits is not refused")
                .isFalse();

        lockRequests(false);

        await().until(() -> running.counts().lines() == 2_500);
        running.stop();
        shipping.toEnd(SERVER.uri()).awaitEnd();
        assertAllShipped();
    }

    @Test
    void checkpointThatCannotBeWrittenStopsTheShipperWithOneLineAndLosesNothing() throws Exception {
        shipping.append(oracle.lines(500));
        Shipping.Running running = shipping.follow(SERVER.uri());
        await().until(() -> running.counts().lines() == 500);
        Path inTheWay = shipping.state().resolve("checkpoint.json.next");
        await().ignoreException(FileAlreadyExistsException.class).until(() -> Files.createDirectory(inTheWay) != null);
        shipping.append(oracle.lines(2_000));

        assertThatThrownBy(running::awaitEnd)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ShipperException.class)
                .hasMessageContaining("saving in " + shipping.state() + " failed: ")
                .hasMessageContaining("checkpoint.json.next")
                .hasMessageNotContaining("\n");

        Files.delete(inTheWay);
        shipping.toEnd(SERVER.uri()).awaitEnd();
        assertAllShipped();
    }

    @Test
    void fullDiskStopsTheShipperWithOneLineAndLosesNothing() throws Exception {
        shipping.append(oracle.lines(8_000));
        try (SmallDisk disk = SmallDisk.at(shipping.state(), 64)) {
            assertThatThrownBy(() -> shipping.toEnd(SERVER.uri()).awaitEnd())
                    .cause()
                    .isInstanceOf(ShipperException.class)
                    .hasMessageContaining("saving in " + shipping.state() + " failed: ")
                    .hasMessageEndingWith(
                            "No space left on device: free space on the disk of the state folder, and start it"
                                    + " again; nothing is lost");
            long written = shipping.count(DataStream.REQUEST);
            assertThat(written).as("it was in the middle of the work").isPositive();

            disk.grow(64 * 1_024);
            Shipping.Running second = shipping.toEnd(SERVER.uri());
            second.awaitEnd();

            assertThat(second.counts().thereAlready())
                    .as("what was written and not booked is recognised")
                    .isEqualTo(written);
        }
        assertAllShipped();
    }

    private static void awaitRetries(Shipping.Running running) {
        long before = running.counts().retried();
        await().until(() -> running.counts().retried() > before + 500);
    }

    private void lockRequests(boolean locked) throws IOException {
        shipping.cluster()
                .client()
                .indices()
                .putSettings(request -> request.index(shipping.stream(DataStream.REQUEST))
                        .settings(settings -> settings.blocks(blocks -> blocks.write(locked))));
    }

    private void assertAllShipped() throws IOException {
        oracle.assertRequests(shipping.documents(DataStream.REQUEST));
        oracle.assertUsage(shipping.documents(DataStream.USAGE), shipping.documents(DataStream.USAGE_HOURLY));
    }
}
