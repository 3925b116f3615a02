package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchSnapshotTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CHECKPOINT =
            "{\"scale\":6,\"zeroCount\":1,\"firstBucket\":-1,\"runs\":\"2 1 -62 3\",\"sumNanos\":9000001,"
                    + "\"minNanos\":0,\"maxNanos\":2000000}";

    @Test
    void checkpointHasRunsOfCountsAndEmptyBuckets() throws Exception {
        LatencySketch sketch = new LatencySketch();
        for (long nanos : new long[] {0, 1_000_000, 1_000_000, 1_000_001, 2_000_000, 2_000_000, 2_000_000}) {
            sketch.add(nanos);
        }

        assertThat(JSON.writeValueAsString(SketchSnapshot.of(sketch))).isEqualTo(CHECKPOINT);
        assertThat(JSON.readValue(CHECKPOINT, SketchSnapshot.class)).isEqualTo(SketchSnapshot.of(sketch));
    }

    @Test
    void sketchReadBackGrowsOnFromThere() throws Exception {
        LatencySketch sketch = JSON.readValue(CHECKPOINT, SketchSnapshot.class).toSketch();
        sketch.add(1);
        sketch.add(LatencySketch.MAX_NANOS);

        assertThat(sketch.count()).isEqualTo(9);
        assertThat(sketch.sumNanos()).isEqualTo(1_000_000_009_000_002L);
        assertThat(sketch.maxNanos()).hasValue(LatencySketch.MAX_NANOS);
        assertThat(sketch.quantileNanos(0.125)).hasValueCloseTo(1.0, within(0.005));
    }

    @Test
    void emptySketchIsEmptyAgain() throws Exception {
        String json = JSON.writeValueAsString(SketchSnapshot.of(new LatencySketch()));

        assertThat(json)
                .isEqualTo("{\"scale\":6,\"zeroCount\":0,\"firstBucket\":0,\"runs\":\"\",\"sumNanos\":0,"
                        + "\"minNanos\":null,\"maxNanos\":null}");
        assertThat(JSON.readValue(json, SketchSnapshot.class).toSketch().quantileNanos(0.5))
                .isEmpty();
    }

    @Test
    void snapshotStaysWhenTheSketchGoesOn() {
        LatencySketch sketch = new LatencySketch();
        sketch.add(5);
        SketchSnapshot before = SketchSnapshot.of(sketch);
        LatencySketch copy = before.toSketch();
        sketch.add(5);

        assertThat(copy.count()).isEqualTo(1);
        assertThat(SketchSnapshot.of(copy)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
                    5 | 0  | -1    | 1  | 1000000          | 1000000 | 1000000 | scale is 5, only 6 is read
                    6 | -1 | -1    | 1  | 1000000          | 1000000 | 1000000 | the count of zeros is -1
                    6 | 9223372036854775807 | -1 | 1 | 1000000 | 0 | 1000000 | the counts add up to more than 9223372036854775807
                    6 | 0  | -1    | 0  | 1000000          | 1000000 | 1000000 | run 0 at bucket -1: buckets go from -1276 to 1913, and a run is not 0
                    6 | 0  | -1277 | 1  | 1000000          | 1000000 | 1000000 | run 1 at bucket -1277: buckets go from -1276 to 1913, and a run is not 0
                    6 | 0  | 1914  | 1  | 1000000          | 1000000 | 1000000 | run 1 at bucket 1914: buckets go from -1276 to 1913, and a run is not 0
                    6 | 0  | -1 | -9223372036854775808 | 1 | 1000000 | 1000000 | run -9223372036854775808 at bucket -1: buckets go from -1276 to 1913, and a run is not 0
                    6 | 0  | -1    | 1  | 1000000          | null    | 1000000 | min and max are there where latencies are, and only there; here are 1 latencies, min null ns, max 1000000 ns
                    6 | 0  | -1    | -1 | 0                | 0       | 0       | min and max are there where latencies are, and only there; here are 0 latencies, min 0 ns, max 0 ns
                    6 | 0  | -1    | 1  | 1000000          | 1000001 | 1000001 | min of 1000001 ns is not in the outermost bucket
                    6 | 0  | -1    | 1  | 1000000          | 1000000 | -5      | max of -5 ns is not in the outermost bucket
                    6 | 1  | -1    | 1  | 1000000          | 1000000 | 1000000 | min of 1000000 ns is not in the outermost bucket
                    6 | 0  | 1913  | 1  | 1000000          | 1000000000000001 | 1000000000000001 | min of 1000000000000001 ns is not in the outermost bucket
                    6 | 0  | -1    | 1  | 0                | 1000000 | 1000000 | the sum of 0 ns is not that of the buckets
                    6 | 1  | -1    | -1 | 7                | 0       | 0       | the sum of 7 ns is not that of the buckets
                    6 | 0  | -1    | 1  | 1000000000000000000000000001 | 1000000 | 1000000 | the sum of 1000000000000000000000000001 ns is not that of the buckets
                    """)
    void valuesThatAreNoSketchAreRefused(
            int scale,
            long zeroCount,
            int firstBucket,
            long run,
            BigInteger sum,
            @Nullable Long min,
            @Nullable Long max,
            String message) {
        SketchSnapshot snapshot = new SketchSnapshot(scale, zeroCount, firstBucket, Long.toString(run), sum, min, max);

        assertThatIllegalArgumentException().isThrownBy(snapshot::toSketch).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"2 x, x", "2  1, ''", "1.5, 1.5", "2 99999999999999999999, 99999999999999999999"})
    void runsThatAreNoNumbersAreRefused(String runs, String wrong) {
        SketchSnapshot snapshot = new SketchSnapshot(6, 0, -1, runs, BigInteger.ONE, 1_000_000L, 1_000_000L);

        assertThatIllegalArgumentException()
                .isThrownBy(snapshot::toSketch)
                .withMessage("run '" + wrong + "' is no whole number");
    }

    @Test
    void checkpointWithoutRunsIsRefused() {
        assertThatThrownBy(() -> JSON.readValue("{\"scale\":6,\"sumNanos\":0}", SketchSnapshot.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining("runs is missing");
    }
}
