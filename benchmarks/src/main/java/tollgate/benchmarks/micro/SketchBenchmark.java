package tollgate.benchmarks.micro;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.util.List;
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
import tollgate.sketch.LatencySketch;

/** Adds a latency to the sketch of a usage window; and to a DDSketch of the same relative error, which keeps no exact sum. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SketchBenchmark {
    /** That of {@link LatencySketch}. */
    private static final double RELATIVE_ERROR = 0.005416;

    private long[] latencies = {};
    private final LatencySketch own = new LatencySketch();
    private final DDSketch other = DDSketches.unboundedDense(RELATIVE_ERROR);
    private int next;

    @Setup
    public void read() throws RefusedLineException {
        List<RequestRecord> records = new Lines().records();
        latencies = records.stream()
                .mapToLong(record -> record.timing().latencyNanos())
                .toArray();
    }

    @Benchmark
    public LatencySketch latencySketch() {
        own.add(latency());
        return own;
    }

    @Benchmark
    public DDSketch ddSketch() {
        other.accept((double) latency());
        return other;
    }

    private long latency() {
        next = (next + 1) % latencies.length;
        return latencies[next];
    }
}
