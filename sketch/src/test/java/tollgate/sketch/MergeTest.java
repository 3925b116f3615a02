package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MergeTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Property
    void mergedPartsAreTheUnion(
            @ForAll("latencies") List<Long> latencies,
            @ForAll @IntRange(min = 1, max = 12) int parts,
            @ForAll long seed) {
        assertThat(SketchSnapshot.of(merged(split(latencies, parts, new Random(seed)))))
                .isEqualTo(SketchSnapshot.of(sketchOf(latencies)));
    }

    @Property
    void mergedTreesAreTheUnion(@ForAll("latencies") List<Long> latencies, @ForAll long seed) {
        Random random = new Random(seed);
        List<LatencySketch> sketches = split(latencies, 8, random);
        while (sketches.size() > 1) {
            LatencySketch left = sketches.remove(random.nextInt(sketches.size()));
            sketches.get(random.nextInt(sketches.size())).merge(left);
        }

        assertThat(SketchSnapshot.of(sketches.getFirst())).isEqualTo(SketchSnapshot.of(sketchOf(latencies)));
    }

    @Property
    void mergedFromBothFormsPartsAreTheUnion(@ForAll("latencies") List<Long> latencies, @ForAll long seed)
            throws IOException {
        List<LatencySketch> read = new ArrayList<>();
        for (LatencySketch part : split(latencies, 6, new Random(seed))) {
            read.add(read.size() % 2 == 0 ? throughJson(part) : throughCheckpoint(part));
        }

        assertThat(SketchSnapshot.of(merged(read))).isEqualTo(SketchSnapshot.of(sketchOf(latencies)));
    }

    /** 60 documents of a minute each, of 300 requests, with a mean that rises through the hour. */
    @Property(tries = 5)
    void hourOfDocumentsGivesThePercentilesOfTheHour(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        LatencySketch hour = new LatencySketch();
        List<LatencySketch> minutes = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            LatencySketch window = new LatencySketch();
            for (int i = 0; i < 300; i++) {
                long nanos = Math.round(2e8 * (minute + 1) * Math.exp(random.nextGaussian()));
                window.add(nanos);
                hour.add(nanos);
            }
            minutes.add(throughJson(window));
        }
        Collections.shuffle(minutes, random);

        LatencySketch rollup = merged(minutes);

        assertThat(rollup.count()).isEqualTo(18_000);
        for (double quantile : new double[] {0, 0.5, 0.95, 0.99, 0.999, 1}) {
            assertThat(rollup.quantileNanos(quantile)).isEqualTo(hour.quantileNanos(quantile));
        }
        assertThat(SketchSnapshot.of(rollup)).isEqualTo(SketchSnapshot.of(hour));
    }

    /** Near each other, far from each other, zeros, and the ends of the range. */
    @Provide
    Arbitrary<List<Long>> latencies() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, LatencySketch.MAX_NANOS),
                        Arbitraries.longs().between(500_000_000, 5_000_000_000L),
                        Arbitraries.of(0L, 1L, 1_000_000L, 1_000_001L, LatencySketch.MAX_NANOS))
                .list()
                .ofMaxSize(200);
    }

    private static List<LatencySketch> split(List<Long> latencies, int parts, Random random) {
        List<LatencySketch> sketches = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            sketches.add(new LatencySketch());
        }
        List<Long> shuffled = new ArrayList<>(latencies);
        Collections.shuffle(shuffled, random);
        shuffled.forEach(nanos -> sketches.get(random.nextInt(parts)).add(nanos));
        return sketches;
    }

    private static LatencySketch merged(List<LatencySketch> parts) {
        LatencySketch whole = new LatencySketch();
        parts.forEach(whole::merge);
        return whole;
    }

    private static LatencySketch sketchOf(List<Long> latencies) {
        LatencySketch sketch = new LatencySketch();
        latencies.forEach(sketch::add);
        return sketch;
    }

    private static LatencySketch throughJson(LatencySketch sketch) throws IOException {
        JsonFactory json = new JsonFactory();
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            SketchJson.write(sketch, generator);
        }
        try (JsonParser parser = json.createParser(text.toString())) {
            return SketchJson.read(parser);
        }
    }

    private LatencySketch throughCheckpoint(LatencySketch sketch) throws IOException {
        byte[] bytes = mapper.writeValueAsBytes(SketchSnapshot.of(sketch));
        return mapper.readValue(bytes, SketchSnapshot.class).toSketch();
    }
}
