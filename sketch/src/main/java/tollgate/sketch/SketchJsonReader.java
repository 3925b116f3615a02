package tollgate.sketch;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one sketch from one JSON object. */
final class SketchJsonReader {
    /** A larger number is refused before its digits are spelled out; a sketch's sum is smaller. */
    private static final BigDecimal MAX_MILLIS = new BigDecimal("1e30");

    private static final BigDecimal HALF_NANO_MILLIS = new BigDecimal("0.5e-6");

    private final JsonParser json;
    private @Nullable Integer scale;
    private BigInteger sum = BigInteger.ZERO;
    private @Nullable Long min;
    private @Nullable Long max;
    private long zeroCount;
    private List<Long> indices = List.of();
    private List<Long> counts = List.of();

    SketchJsonReader(JsonParser json) {
        this.json = json;
    }

    LatencySketch read() throws IOException {
        if (json.currentToken() == null) {
            json.nextToken();
        }
        expect("the sketch", JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            readField(name);
        }
        expect("the sketch's end", JsonToken.END_OBJECT);
        if (scale == null) {
            throw refused("scale is missing");
        }
        try {
            SketchCheck.scale(scale);
            return new LatencySketch(buckets(), zeroCount, sum, min, max);
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(json, e.getMessage(), e);
        }
    }

    private void readField(String name) throws IOException {
        switch (name) {
            case "scale" -> {
                expect(name, JsonToken.VALUE_NUMBER_INT);
                scale = json.getIntValue();
            }
            case "sum" -> sum = nanos(name);
            case "min" -> min = extreme(name);
            case "max" -> max = extreme(name);
            case "zero" -> readZero();
            case "positive" -> readPositive();
            default -> throw refused(name + " is not a field of a latency sketch");
        }
    }

    private void readZero() throws IOException {
        expect("zero", JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "count" -> {
                    expect("zero.count", JsonToken.VALUE_NUMBER_INT);
                    zeroCount = json.getLongValue();
                }
                case "threshold" -> {
                    if (!json.currentToken().isNumeric()
                            || json.getDecimalValue().signum() != 0) {
                        throw refused("zero.threshold is not 0");
                    }
                }
                default -> throw refused("zero." + name + " is not a field of a latency sketch");
            }
        }
    }

    private void readPositive() throws IOException {
        expect("positive", JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "indices" -> indices = longs("positive.indices");
                case "counts" -> counts = longs("positive.counts");
                default -> throw refused("positive." + name + " is not a field of a latency sketch");
            }
        }
    }

    private List<Long> longs(String name) throws IOException {
        expect(name, JsonToken.START_ARRAY);
        List<Long> longs = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(name, JsonToken.VALUE_NUMBER_INT);
            longs.add(json.getLongValue());
        }
        return longs;
    }

    private BucketCounts buckets() throws JsonParseException {
        if (indices.size() != counts.size()) {
            throw refused("positive has " + indices.size() + " indices and " + counts.size() + " counts");
        }
        BucketCounts buckets = new BucketCounts();
        long before = Buckets.FIRST - 1;
        for (int i = 0; i < indices.size(); i++) {
            long index = indices.get(i);
            long count = counts.get(i);
            if (index <= before || index > Buckets.LAST) {
                throw refused("positive.indices has " + index + " after " + before + ": they rise, from "
                        + Buckets.FIRST + " to " + Buckets.LAST);
            }
            if (count <= 0) {
                throw refused("positive.counts has " + count);
            }
            buckets.add((int) index, count);
            before = index;
        }
        return buckets;
    }

    private @Nullable Long extreme(String name) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        BigInteger nanos = nanos(name);
        if (nanos.bitLength() >= Long.SIZE) {
            throw refused(name + " is more than " + LatencySketch.MAX_NANOS + " ns");
        }
        return nanos.longValue();
    }

    private BigInteger nanos(String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw refused(name + " is not a number");
        }
        BigDecimal millis = json.getDecimalValue();
        if (millis.signum() < 0 || millis.compareTo(MAX_MILLIS) > 0) {
            throw refused(name + " is negative or too large");
        }
        // 1e-999999999 is valid JSON too, and rounding it would spell out all its digits.
        if (millis.compareTo(HALF_NANO_MILLIS) <= 0) {
            return BigInteger.ZERO;
        }
        return millis.movePointRight(SketchJson.NANO_DECIMALS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .unscaledValue();
    }

    private void expect(String name, JsonToken expected) throws IOException {
        if (json.currentToken() != expected) {
            throw refused(name + ": " + expected + " expected, found " + json.currentToken());
        }
    }

    private JsonParseException refused(String reason) {
        return new JsonParseException(json, reason);
    }
}
