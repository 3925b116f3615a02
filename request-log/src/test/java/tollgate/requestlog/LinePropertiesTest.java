package tollgate.requestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tollgate.requestlog.RequestRecord.UNKNOWN;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class LinePropertiesTest {
    private static final String BREAKS = "\"\\,:{}[] 0123456789.-+eEtfn\t\u0001\u007f";
    private static final long MAX_NANOS = LineReader.MAX_MILLIS * 1_000_000;

    @Property(tries = 1_000)
    void whatIsWrittenIsReadBackEqual(@ForAll("records") RequestRecord record) throws Exception {
        byte[] line = written(record);

        assertThat(line).endsWith('}', '\n');
        assertThat(read(line, line.length - 1)).isEqualTo(record);
        assertThat(new LineReader().readAny(line, 0, line.length - 1)).isEqualTo(record);
    }

    /** Lines as gateways write them are ASCII, and broken at one place they are nearly plain. */
    @Property(tries = 5_000)
    void nearlyPlainLineIsReadAlike(
            @ForAll("plainRecords") RequestRecord record, @ForAll long seed, @ForAll @IntRange(max = 3) int breaks) {
        byte[] line = java.util.Arrays.copyOf(written(record), written(record).length - 1);
        Random random = new Random(seed);
        for (int i = 0; i < breaks; i++) {
            line[random.nextInt(line.length)] = (byte) BREAKS.charAt(random.nextInt(BREAKS.length()));
        }
        assertThat(breaks > 0 || new PlainLineReader(new FieldReader()).read(line, 0, line.length) != null)
                .isTrue();
        isReadAlikeByBoth(line);
    }

    @Property(tries = 5_000)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        readOrRefuse(bytes);
    }

    /** Random bytes seldom get past the first; a broken good line gets everywhere. */
    @Property(tries = 5_000)
    void brokenLineIsReadOrRefused(
            @ForAll("records") RequestRecord record,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int breaks) {
        byte[] line = written(record);
        Random random = new Random(seed);
        for (int i = 0; i < breaks; i++) {
            line[random.nextInt(line.length)] = (byte) random.nextInt(256);
        }
        readOrRefuse(java.util.Arrays.copyOf(line, random.nextInt(line.length + 1)));
    }

    @Property
    void timestampSurvivesToTheNanosecond(@ForAll("instants") Instant instant) {
        assertThat(Timestamps.parse(Timestamps.format(instant))).isEqualTo(instant);
        assertThat(Timestamps.parse(instant.toString())).isEqualTo(instant);
        assertThat(Instant.parse(Timestamps.format(instant))).isEqualTo(instant);
    }

    /** The shortcut must not show: neither in what is read nor in what is refused, and why. */
    private static void isReadAlikeByBoth(byte[] bytes) {
        RequestRecord any;
        try {
            any = new LineReader().readAny(bytes, 0, bytes.length);
        } catch (RefusedLineException e) {
            assertThatThrownBy(() -> read(bytes, bytes.length))
                    .isInstanceOf(RefusedLineException.class)
                    .hasMessage(e.getMessage());
            return;
        }
        try {
            assertThat(read(bytes, bytes.length)).isEqualTo(any);
        } catch (RefusedLineException e) {
            throw new AssertionError("refused by one reader only: " + e.explanation(), e);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        isReadAlikeByBoth(bytes);
        try {
            RequestRecord record = read(bytes, bytes.length);
            byte[] again = written(record);
            assertThat(read(again, again.length - 1)).isEqualTo(record);
        } catch (RefusedLineException e) {
            assertThat(e.explanation()).isNotBlank();
        }
    }

    private static byte[] written(RequestRecord record) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        new LineWriter().write(record, line);
        return line.toByteArray();
    }

    private static RequestRecord read(byte[] bytes, int length) throws RefusedLineException {
        return new LineReader().read(bytes, 0, length);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Long> seconds = Arbitraries.longs()
                .between(LineReader.MIN_TIMESTAMP.getEpochSecond(), LineReader.END_OF_TIMESTAMPS.getEpochSecond() - 1);
        Arbitrary<Integer> nanos = Arbitraries.integers().between(0, 999_999_999);
        return Combinators.combine(seconds, nanos).as((second, nano) -> Instant.ofEpochSecond(second, nano));
    }

    @Provide
    Arbitrary<RequestRecord> records() {
        Arbitrary<RequestRecord.Model> models = Combinators.combine(
                        required(),
                        text(),
                        text(),
                        text(),
                        Arbitraries.of(true, false).injectNull(0.3))
                .as(RequestRecord.Model::new);
        Arbitrary<RequestRecord.Usage> usages = Combinators.combine(
                        count(), count(), count(), count(), count(), code(UsageSource.class))
                .as(RequestRecord.Usage::new);
        Arbitrary<RequestRecord.Timing> timings =
                Combinators.combine(nanos(), nanos(), nanos(), nanos()).as(RequestRecord.Timing::new);
        Arbitrary<Integer> status = Arbitraries.integers().between(99, 599).map(s -> s == 99 ? (int) UNKNOWN : s);
        Arbitrary<RequestRecord.Result> results = Combinators.combine(
                        code(Outcome.class), status, text(), text(), text(), text(), count(), text())
                .as(RequestRecord.Result::new);
        Arbitrary<RequestRecord.Caller> callers =
                Combinators.combine(text(), text(), text(), text(), text()).as(RequestRecord.Caller::new);
        Arbitrary<RequestRecord.Instance> instances =
                Combinators.combine(text(), text(), text(), text(), text()).as(RequestRecord.Instance::new);
        Arbitrary<RecordKind> kinds = Arbitraries.of(RecordKind.values());
        return Combinators.combine(kinds, instants(), required(), models, usages, timings, results)
                .as((kind, time, id, model, usage, timing, result) -> new RequestRecord(
                        kind,
                        time,
                        id,
                        model,
                        usage,
                        timing,
                        result,
                        new RequestRecord.Caller(null, null, null, null, null),
                        new RequestRecord.Instance(null, null, null, null, null)))
                .flatMap(record -> Combinators.combine(callers, instances)
                        .as((caller, instance) -> new RequestRecord(
                                record.kind(),
                                record.timestamp(),
                                record.requestId(),
                                record.model(),
                                record.usage(),
                                record.timing(),
                                record.result(),
                                caller,
                                instance)));
    }

    @Provide
    Arbitrary<RequestRecord> plainRecords() {
        Arbitrary<String> word =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
        Arbitrary<RequestRecord.Timing> timings =
                Combinators.combine(nanos(), nanos(), nanos(), nanos()).as(RequestRecord.Timing::new);
        Arbitrary<RequestRecord.Usage> usages = Combinators.combine(
                        count(), count(), count(), count(), count(), code(UsageSource.class))
                .as(RequestRecord.Usage::new);
        return Combinators.combine(instants(), word, word, word.injectNull(0.3), usages, timings, code(Outcome.class))
                .as((time, id, model, tenant, usage, timing, outcome) -> new RequestRecord(
                        RecordKind.REQUEST,
                        time,
                        id,
                        new RequestRecord.Model(model, model, tenant, "chat", true),
                        usage,
                        timing,
                        new RequestRecord.Result(outcome, 200, "stop", null, null, id, 1, null),
                        new RequestRecord.Caller(tenant, tenant, id, "10.1.2.3", "curl/8"),
                        new RequestRecord.Instance("gateway", null, null, "host", null)));
    }

    /** Everything that UTF-8 can say, control characters and pairs included. */
    private static Arbitrary<String> required() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static Arbitrary<@Nullable String> text() {
        return required().injectNull(0.4);
    }

    private static Arbitrary<Long> count() {
        return Arbitraries.longs().between(UNKNOWN, LineReader.MAX_COUNT);
    }

    private static Arbitrary<Long> nanos() {
        return Arbitraries.longs().between(UNKNOWN, MAX_NANOS);
    }

    private static <C extends Enum<C>> Arbitrary<@Nullable C> code(Class<C> codes) {
        return Arbitraries.of(codes).injectNull(0.3);
    }
}
