package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.elasticsearch.exponentialhistogram.ExponentialHistogram;
import org.elasticsearch.exponentialhistogram.ExponentialHistogramCircuitBreaker;
import org.elasticsearch.exponentialhistogram.ExponentialHistogramQuantile;
import org.elasticsearch.exponentialhistogram.ExponentialHistogramXContent;
import org.elasticsearch.exponentialhistogram.ExponentialScaleUtils;
import org.junit.jupiter.api.Test;

/** What Elasticsearch's own library makes of the JSON, of its buckets and of a merge. */
class ElasticsearchAgreesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999};

    private final Random random = new Random(7);

    @Test
    void readsTheSameHistogram() throws Exception {
        LatencySketch sketch = minute(1);
        sketch.add(0);

        ExponentialHistogram read = inElasticsearch(sketch);

        assertThat(read.scale()).isEqualTo(6);
        assertThat(read.valueCount()).isEqualTo(sketch.count());
        assertThat(read.zeroBucket().count()).isEqualTo(1);
        assertThat(read.zeroBucket().zeroThreshold()).isZero();
        assertThat(read.min()).isZero();
        assertThat(Math.round(read.max() * 1e6)).isEqualTo(sketch.maxNanos().orElseThrow());
        assertThat(read.sum()).isEqualTo(sketch.sumNanos().doubleValue() / 1e6);
        assertSameQuantiles(read, sketch);
    }

    @Test
    void readsAnEmptyHistogram() throws Exception {
        assertThat(inElasticsearch(new LatencySketch()).isEmpty()).isTrue();
    }

    @Test
    void mergesMinutesToTheSameHour() throws Exception {
        LatencySketch hour = new LatencySketch();
        List<ExponentialHistogram> documents = new ArrayList<>();
        for (int minute = 1; minute <= 60; minute++) {
            LatencySketch window = minute(minute);
            hour.merge(window);
            documents.add(inElasticsearch(window));
        }

        try (var merged =
                ExponentialHistogram.merge(3190, ExponentialHistogramCircuitBreaker.noop(), documents.iterator())) {
            assertThat(merged.scale()).isEqualTo(6);
            assertThat(merged.valueCount()).isEqualTo(hour.count());
            assertSameQuantiles(merged, hour);
        }
    }

    /** Elasticsearch computes the index by a logarithm of doubles, which is not exact at the boundaries. */
    @Test
    void bucketsAreTheSameAwayFromBoundaries() {
        for (int i = 0; i < 100_000; i++) {
            double millis = Math.pow(10, -5 + 13.9 * random.nextDouble());
            long nanos = Math.round(millis * 1e6);
            double position = 64 * Math.log(nanos / 1e6) / Math.log(2);
            if (Math.abs(position - Math.rint(position)) > 1e-9) {
                assertThat(Buckets.index(nanos)).isEqualTo((int) ExponentialScaleUtils.computeIndex(nanos / 1e6, 6));
            }
        }
    }

    private static void assertSameQuantiles(ExponentialHistogram histogram, LatencySketch sketch) {
        for (double quantile : QUANTILES) {
            double nanos = sketch.quantileNanos(quantile).orElseThrow();
            assertThat(ExponentialHistogramQuantile.getQuantile(histogram, quantile) * 1e6)
                    .as("quantile %s", quantile)
                    .isCloseTo(nanos, within(1e-12 * nanos));
        }
    }

    private static ExponentialHistogram inElasticsearch(LatencySketch sketch) throws Exception {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            SketchJson.write(sketch, generator);
        }
        Map<String, Object> map = JSON.readValue(text.toString(), new TypeReference<>() {});
        return ExponentialHistogramXContent.parseForTesting(map);
    }

    private LatencySketch minute(int minute) {
        LatencySketch sketch = new LatencySketch();
        for (int i = 0; i < 3_000; i++) {
            sketch.add(Math.round(1e8 * minute * Math.exp(random.nextGaussian())));
        }
        return sketch;
    }
}
