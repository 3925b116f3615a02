package tollgate.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tollgate.hostmetrics.HostReading.CpuTime;
import tollgate.hostmetrics.HostReading.FileSystem;
import tollgate.hostmetrics.HostReading.Load;
import tollgate.hostmetrics.HostReading.Memory;
import tollgate.hostmetrics.HostReading.ProcessUse;

class HostSamplerTest {
    private static final String START =
            "{\"@timestamp\":\"2026-03-15T14:30:22.000Z\",\"ecs\":{\"version\":\"9.2.0\"},\"data_stream\":{\"type\":\"metrics\","
                    + "\"dataset\":\"llm_gateway.host\",\"namespace\":\"default\"},";
    private static final String PULSE = START + "\"host\":{\"name\":\"one\"},\"service\":{\"name\":\"log-shipper\"},"
            + "\"monitor\":{\"name\":\"log-shipper\",\"status\":\"up\"}}";

    private final InMemorySink sink = new InMemorySink();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void writesOneDocumentForEachKind() {
        try (HostSampler sampler =
                sampler(new ScriptedHost(reading(1_000, 4_000, 500_000_000L), reading(1_300, 4_400, 900_000_000L)))) {
            sampler.sampleQuietly();
            sink.documents.clear();
            nanos.addAndGet(1_000_000_000L);
            sampler.sampleQuietly();

            assertThat(sampler.sent()).isEqualTo(12);
            assertThat(sampler.dropped()).isZero();
        }
        assertThat(sink.documents)
                .containsExactly(
                        PULSE,
                        system("cpu") + "\"cpu\":{\"cores\":2,\"total\":{\"norm\":{\"pct\":0.2500}}}}}",
                        system("load") + "\"load\":{\"1\":0.5000,\"5\":1.2500,\"15\":2.0000}}}",
                        system("memory")
                                + "\"memory\":{\"total\":4000,\"actual\":{\"used\":{\"bytes\":1000,\"pct\":0.2500}}}}}",
                        system("filesystem") + "\"filesystem\":{\"device_name\":\"/dev/vda\",\"mount_point\":\"/\","
                                + "\"type\":\"ext4\",\"total\":1000,\"free\":400,\"available\":200,"
                                + "\"used\":{\"bytes\":600,\"pct\":0.7500}}}}",
                        START + "\"event\":{\"module\":\"system\"},\"metricset\":{\"name\":\"process\"},"
                                + "\"host\":{\"name\":\"one\"},\"service\":{\"name\":\"log-shipper\"},\"process\":{\"pid\":7},"
                                + "\"system\":{\"process\":{\"memory\":{\"rss\":{\"bytes\":5000}},"
                                + "\"cpu\":{\"total\":{\"norm\":{\"pct\":0.2000}}}}}}");
    }

    @Test
    void firstSampleHasNoShareOfTimeRatherThanZero() {
        try (HostSampler sampler = sampler(new ScriptedHost(reading(1_000, 4_000, 0)))) {
            sampler.sampleQuietly();
        }
        assertThat(sink.documents.get(1)).isEqualTo(system("cpu") + "\"cpu\":{\"cores\":2}}}");
        assertThat(sink.documents.get(5)).contains("\"rss\"").doesNotContain("\"cpu\"");
    }

    @Test
    void whatTheHostDoesNotTellIsLeftOut() {
        HostReading little = new HostReading(2, null, null, null, List.of(), null);
        try (HostSampler sampler = sampler(new ScriptedHost(little, little))) {
            sampler.sampleQuietly();
            sampler.sampleQuietly();
        }
        String cpu = system("cpu") + "\"cpu\":{\"cores\":2}}}";
        assertThat(sink.documents).containsExactly(PULSE, cpu, PULSE, cpu);
    }

    @Test
    void hostThatCannotBeReadStillHasAPulse() {
        try (HostSampler sampler =
                sampler(new ScriptedHost(reading(0, 0, 0), null, reading(1_000, 4_000, 0), reading(1_300, 4_400, 0)))) {
            sampler.sampleQuietly();
            sink.documents.clear();
            sampler.sampleQuietly();
            assertThat(sink.documents).containsExactly(PULSE);
            sampler.sampleQuietly();
            assertThat(sink.documents).hasSize(7);
            assertThat(sink.documents.get(2)).doesNotContain("pct");
            sampler.sampleQuietly();
            assertThat(sink.documents.get(8)).contains("\"pct\":0.2500");
        }
    }

    @Test
    void samplesThatAreNotTakenAreDroppedAndCounted() {
        try (HostSampler sampler =
                sampler(new ScriptedHost(reading(0, 0, 0), reading(0, 0, 0), reading(1_000, 4_000, 0)))) {
            sink.away = true;
            sampler.sampleQuietly();
            assertThat(sampler.sent()).isZero();
            assertThat(sampler.dropped()).isEqualTo(6);

            sink.away = false;
            sink.refuses = 2;
            sampler.sampleQuietly();
            assertThat(sampler.sent()).isEqualTo(4);
            assertThat(sampler.dropped()).isEqualTo(8);

            sink.refuses = 0;
            sampler.sampleQuietly();
            assertThat(sampler.sent()).isEqualTo(10);
            assertThat(sampler.dropped()).isEqualTo(8);
        }
        assertThat(sink.documents).hasSize(12);
    }

    @Test
    void hostWithoutItsNativeLibraryDoesNotEndTheThread() {
        try (HostSampler sampler = new HostSampler(
                () -> {
                    throw new UnsatisfiedLinkError("no library");
                },
                sink,
                List.of(),
                "default",
                "one",
                InstantSource.fixed(Instant.parse("2026-03-15T14:30:22Z")),
                nanos::get)) {
            sampler.sampleQuietly();
        }
        assertThat(sink.documents).containsExactly(PULSE);
    }

    private HostSampler sampler(Host host) {
        return new HostSampler(
                () -> host,
                sink,
                List.of(),
                "default",
                "one",
                InstantSource.fixed(Instant.parse("2026-03-15T14:30:22.000999Z")),
                nanos::get);
    }

    private static HostReading reading(long idle, long total, long cpuNanos) {
        return new HostReading(
                2,
                new CpuTime(idle, total),
                new Load(0.5, 1.25, 2),
                new Memory(4_000, 3_000),
                List.of(new FileSystem("/dev/vda", "/", "ext4", 1_000, 400, 200)),
                new ProcessUse(7, 5_000, cpuNanos));
    }

    private static String system(String kind) {
        return START + "\"event\":{\"module\":\"system\"},\"metricset\":{\"name\":\"" + kind
                + "\"},\"host\":{\"name\":\"one\"},\"system\":{";
    }
}
