package tollgate.benchmarks.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RequestRecord;

/** From the bytes of a line to a checked record; and to Jackson's tree, which checks no field. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private final Lines lines = new Lines();
    private final LineReader reader = new LineReader();
    private final ObjectMapper mapper = new ObjectMapper();

    @Benchmark
    public RequestRecord lineReader() throws RefusedLineException {
        byte[] line = lines.next();
        return reader.read(line, 0, line.length);
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return mapper.readTree(lines.next());
    }
}
