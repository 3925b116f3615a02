package tollgate.benchmarks.micro;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;
import tollgate.shipper.enrich.ConfiguredEnricher;
import tollgate.shipper.enrich.EnrichedRequest;
import tollgate.shipper.enrich.RequestEnricher;

/** Enriches and prices a record by the shipped price book, with no tables. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnrichBenchmark {
    private List<RequestRecord> records = List.of();
    private final RequestEnricher enricher = ConfiguredEnricher.of(Map.of());
    private int next;

    @Setup
    public void read() throws RefusedLineException {
        records = new Lines().records();
    }

    @Benchmark
    public EnrichedRequest enrichAndPrice() {
        next = (next + 1) % Lines.COUNT;
        return enricher.enrich(records.get(next));
    }
}
