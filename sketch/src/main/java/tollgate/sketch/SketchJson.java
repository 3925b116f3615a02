package tollgate.sketch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Sketches as JSON that Elasticsearch's {@code exponential_histogram} takes, in milliseconds:
 *
 * <pre>{@code
 * {"scale":6,"sum":1250.5,"min":0,"max":1000.5,"zero":{"count":1},"positive":{"indices":[509,637],"counts":[1,1]}}
 * }</pre>
 *
 * Sum, min and max have all digits down to the nanosecond, so that what is read back merges exactly. Without latencies
 * min and max are left out; without zeros or positive latencies so is their part, as Elasticsearch does. The threshold
 * of zero is always 0, its default.
 *
 * <p>Source: <a
 * href="https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/exponential-histogram">Elasticsearch's field
 * type</a>.
 */
public final class SketchJson {
    /** Nanoseconds are milliseconds with this many decimals. */
    static final int NANO_DECIMALS = 6;

    private SketchJson() {}

    /** Writes one object. */
    public static void write(LatencySketch sketch, JsonGenerator json) throws IOException {
        write(SketchSnapshot.of(sketch), json);
    }

    /** Writes one object, of the sketch that the snapshot is of. */
    public static void write(SketchSnapshot sketch, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("scale", sketch.scale());
        writeMillis("sum", sketch.sumNanos(), json);
        if (sketch.minNanos() != null && sketch.maxNanos() != null) {
            writeMillis("min", BigInteger.valueOf(sketch.minNanos()), json);
            writeMillis("max", BigInteger.valueOf(sketch.maxNanos()), json);
        }
        if (sketch.zeroCount() > 0) {
            json.writeObjectFieldStart("zero");
            json.writeNumberField("count", sketch.zeroCount());
            json.writeEndObject();
        }
        if (!sketch.runs().isEmpty()) {
            json.writeObjectFieldStart("positive");
            json.writeArrayFieldStart("indices");
            int bucket = sketch.firstBucket();
            for (Runs left = new Runs(sketch.runs()); left.hasNext(); ) {
                long run = left.next();
                if (run > 0) {
                    json.writeNumber(bucket++);
                } else {
                    bucket -= (int) run;
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("counts");
            for (Runs left = new Runs(sketch.runs()); left.hasNext(); ) {
                long run = left.next();
                if (run > 0) {
                    json.writeNumber(run);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /**
     * Reads one object, from its start or from before it, to its end.
     *
     * @throws com.fasterxml.jackson.core.exc.StreamReadException if it is not JSON or not a sketch as it is written here
     */
    public static LatencySketch read(JsonParser json) throws IOException {
        return new SketchJsonReader(json).read();
    }

    private static void writeMillis(String name, BigInteger nanos, JsonGenerator json) throws IOException {
        BigDecimal millis = new BigDecimal(nanos, NANO_DECIMALS).stripTrailingZeros();
        json.writeFieldName(name);
        json.writeNumber(millis.scale() < 0 ? millis.setScale(0) : millis); // no exponent
    }
}
