package tollgate.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;
import tollgate.shipper.verify.Verification;

/** Logs that are compressed when they have been put aside, as logrotate does. */
class CompressedLogsIT {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    private final Oracle oracle = new Oracle(17);

    @TempDir
    Path folder;

    private Shipping shipping;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("crash.seeds", 3));
    }

    @BeforeEach
    void connect() throws Exception {
        shipping = new Shipping(SERVER.uri(), folder);
    }

    @AfterEach
    void close() throws IOException {
        shipping.close();
    }

    @Test
    void compressedBetweenTwoRunsItIsReadOnFromWhereItWasLeft() throws Exception {
        shipping.append("not json\n" + oracle.lines(300));
        assertThat(linesToEnd()).isEqualTo(301);
        shipping.append(oracle.lines(200) + "not json either\n");
        rotate("requests.log.1");
        compress("requests.log.1");
        shipping.append(oracle.lines(100));

        ShipperCounts.Snapshot second = toEnd();
        Files.move(path("requests.log.1.gz"), path("requests.log.2.gz"));
        ShipperCounts.Snapshot third = toEnd();

        assertThat(second.lines()).isEqualTo(301);
        assertThat(second.thereAlready()).isZero();
        assertThat(third.lines()).isZero();
        assertAllShipped();
        assertThat(shipping.verify()).isEqualTo(new Verification(602, 2, 600, 0, 0, 0));
    }

    @Test
    void compressedWhileItRunsNoLineIsReadTwice() throws Exception {
        Shipping.Running running = shipping.follow(SERVER.uri());
        for (int round = 0; round < 8; round++) {
            shipping.append(oracle.lines(60));
            rotate("requests-" + round + ".log");
            if (round % 2 == 1) { // one a while after it was put aside, the other at once
                compress("requests-" + (round - 1) + ".log");
                compress("requests-" + round + ".log");
            }
        }
        shipping.append(oracle.lines(20));
        await().until(() -> running.counts().lines() >= 500);
        running.stop();

        assertThat(running.counts().lines()).isEqualTo(500);
        assertThat(running.counts().thereAlready()).isZero();
        assertThat(linesToEnd()).isZero();
        assertAllShipped();
        assertThat(shipping.verify()).isEqualTo(new Verification(500, 0, 500, 0, 0, 0));
    }

    /** Once as a plain file, once more in the middle of the compressed one, with a rollover between. */
    @ParameterizedTest
    @MethodSource("seeds")
    void killedInTheMiddleLosesNothingAndDoublesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        shipping.append(oracle.lines(4_000));
        shipping.followAndKill(SERVER.uri(), 2 + random.nextInt(5), random.nextBoolean());
        rotate("requests.log.1");
        compress("requests.log.1");
        shipping.append(oracle.lines(500));
        shipping.followAndKill(SERVER.uri(), 2 + random.nextInt(5), random.nextBoolean());
        shipping.rollOver(DataStream.REQUEST);
        shipping.followAndKill(SERVER.uri(), 2 + random.nextInt(5), random.nextBoolean());

        ShipperCounts.Snapshot last = toEnd();

        assertThat(last.lines()).as("it did not begin anew").isPositive().isLessThan(4_500);
        assertAllShipped();
        assertThat(shipping.verify()).isEqualTo(new Verification(4_500, 0, 4_500, 0, 0, 0));
    }

    @Test
    void backfillReadsCompressedAndPlainFiles() throws Exception {
        shipping.write("requests.log.3", oracle.lines(700));
        compress("requests.log.3");
        shipping.write("requests.log.2", oracle.lines(700));
        compress("requests.log.2");
        shipping.write("requests.log.1", oracle.lines(700));
        shipping.append(oracle.lines(50));

        assertThat(linesToEnd()).isEqualTo(2_150);

        assertAllShipped();
        assertThat(shipping.verify()).isEqualTo(new Verification(2_150, 0, 2_150, 0, 0, 0));
    }

    @Test
    void compressedCopyBesideItsOriginalSaysNothingNew() throws Exception {
        shipping.append(oracle.lines(400));
        Files.write(path("requests.log.copy.gz"), compressed(Files.readAllBytes(path("requests.log"))));
        shipping.append(oracle.lines(100));

        assertThat(linesToEnd()).isEqualTo(500);

        assertAllShipped();
    }

    @Test
    void copiedEmptiedAndCompressedItIsReadOnInTheCopy() throws Exception {
        shipping.append(oracle.lines(50));
        assertThat(linesToEnd()).isEqualTo(50);
        shipping.append(oracle.lines(30));
        Files.write(path("requests.log.1.gz"), compressed(Files.readAllBytes(path("requests.log"))));
        Files.write(path("requests.log"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        shipping.append(oracle.lines(10));

        assertThat(linesToEnd()).isEqualTo(40);

        assertAllShipped();
    }

    @Test
    void membersThatWereAddedAreReadOn() throws Exception {
        String first = oracle.lines(300);
        shipping.append(first);
        assertThat(linesToEnd()).isEqualTo(300);
        Files.delete(path("requests.log"));
        Files.write(path("requests.log.1.gz"), compressed(first.getBytes(StandardCharsets.UTF_8)));
        Shipping.Running running = shipping.follow(SERVER.uri());
        for (int member = 1; member <= 3; member++) {
            Files.write(
                    path("requests.log.1.gz"),
                    compressed(oracle.lines(40).getBytes(StandardCharsets.UTF_8)),
                    StandardOpenOption.APPEND);
            long expected = 40L * member;
            await().until(() -> running.counts().lines() == expected);
        }
        running.stop();

        assertThat(linesToEnd()).isZero();
        assertAllShipped();
        assertThat(shipping.verify()).isEqualTo(new Verification(420, 0, 420, 0, 0, 0));
    }

    @Test
    void halfWrittenItWaitsUntilItIsWhole() throws Exception {
        byte[] whole = compressed(oracle.lines(200).getBytes(StandardCharsets.UTF_8));
        Files.write(path("requests.log.1.gz"), Arrays.copyOf(whole, whole.length / 2));
        shipping.append(oracle.lines(50));

        assertThat(linesToEnd()).as("the other goes on").isEqualTo(50);
        assertThatThrownBy(shipping::verify)
                .hasMessage(path("requests.log.1.gz") + " is compressed and ends too early: wait until it is whole");
        Shipping.Running running = shipping.follow(SERVER.uri());
        shipping.append(oracle.lines(10));
        await().until(() -> running.counts().lines() == 10);
        Files.write(
                path("requests.log.1.gz"),
                Arrays.copyOfRange(whole, whole.length / 2, whole.length),
                StandardOpenOption.APPEND);
        await().until(() -> running.counts().lines() == 210);
        running.stop();

        assertThat(linesToEnd()).isZero();
        assertAllShipped();
    }

    @Test
    void damagedItIsLeftAloneUntilItIsReplaced() throws Exception {
        byte[] whole = compressed(oracle.lines(200).getBytes(StandardCharsets.UTF_8));
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1; // of the checksum
        Path file = Files.write(path("requests.log.1.gz"), damaged);
        shipping.append(oracle.lines(50));
        Shipping.Running running = shipping.follow(SERVER.uri());

        await().until(() -> running.counts().lines() == 50);
        assertThatThrownBy(shipping::verify)
                .hasMessage(file + " is damaged (Corrupt GZIP trailer): restore it or move it away");
        Files.write(file, whole);
        await().until(() -> running.counts().lines() == 250);
        running.stop();

        assertThat(linesToEnd()).isZero();
        assertAllShipped();
    }

    @Test
    void lastLineOfACompressedFileNeedsNoLineFeed() throws Exception {
        String lines = oracle.lines(20);
        Files.write(
                path("requests.log.1.gz"),
                compressed(lines.substring(0, lines.length() - 1).getBytes(StandardCharsets.UTF_8)));
        Shipping.Running running = shipping.follow(SERVER.uri());
        await().until(() -> running.counts().lines() == 20);
        running.stop();

        assertThat(linesToEnd()).isZero();
        assertAllShipped();
    }

    private Path path(String file) {
        return shipping.logs().resolve(file);
    }

    private void rotate(String to) throws IOException {
        Files.move(path("requests.log"), path(to));
    }

    /** As gzip does: it writes a new file, piece by piece, and then removes the old one. */
    private void compress(String file) throws IOException {
        byte[] all = compressed(Files.readAllBytes(path(file)));
        try (OutputStream to = Files.newOutputStream(path(file + ".gz"))) {
            for (int at = 0; at < all.length; at += 1_024) {
                to.write(all, at, Math.min(1_024, all.length - at));
            }
        }
        Files.delete(path(file));
    }

    private static byte[] compressed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }

    private ShipperCounts.Snapshot toEnd() throws Exception {
        Shipping.Running running = shipping.toEnd(SERVER.uri());
        running.awaitEnd();
        return running.counts();
    }

    private long linesToEnd() throws Exception {
        return toEnd().lines();
    }

    private void assertAllShipped() throws IOException {
        oracle.assertRequests(shipping.documents(DataStream.REQUEST));
        oracle.assertUsage(shipping.documents(DataStream.USAGE), shipping.documents(DataStream.USAGE_HOURLY));
        oracle.assertBooks(shipping.documents(DataStream.RECONCILIATION));
    }
}
