package tollgate.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchJsonTest {
    private static final JsonFactory JSON = new JsonFactory();

    @Test
    void writesMillisecondsAndOnlyWhatIsThere() throws Exception {
        assertThat(written(0, 250_000_000, 1_000_500_000))
                .isEqualTo("{\"scale\":6,\"sum\":1250.5,\"min\":0,\"max\":1000.5,\"zero\":{\"count\":1},"
                        + "\"positive\":{\"indices\":[509,637],\"counts\":[1,1]}}");
        assertThat(written(1_000_000, 1_000_000, 1_000_001))
                .isEqualTo("{\"scale\":6,\"sum\":3.000001,\"min\":1,\"max\":1.000001,"
                        + "\"positive\":{\"indices\":[-1,0],\"counts\":[2,1]}}");
        assertThat(written(0, 0)).isEqualTo("{\"scale\":6,\"sum\":0,\"min\":0,\"max\":0,\"zero\":{\"count\":2}}");
        assertThat(written()).isEqualTo("{\"scale\":6,\"sum\":0}");
        assertThat(written(1, LatencySketch.MAX_NANOS))
                .isEqualTo("{\"scale\":6,\"sum\":1000000000.000001,\"min\":0.000001,\"max\":1000000000,"
                        + "\"positive\":{\"indices\":[-1276,1913],\"counts\":[1,1]}}");
    }

    @Test
    void readsOneSketchAndStaysAtItsEnd() throws Exception {
        String text = "[" + written(0, 3) + "," + written() + "," + written(8) + "]";
        try (JsonParser parser = JSON.createParser(text)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
            parser.nextToken();
            assertThat(SketchJson.read(parser).sumNanos()).isEqualTo(3);
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            parser.nextToken();
            assertThat(SketchJson.read(parser).quantileNanos(0.5)).isEmpty();
            parser.nextToken();
            assertThat(SketchJson.read(parser).quantileNanos(0.5)).hasValue(8);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
        }
    }

    /** Elasticsearch rebuilds a document from its stored doubles where the source is synthetic. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'positive':{'counts':[2,1],'indices':[-1,0]},'max':1.000001,'min':1.0,'sum':3.0000010000000001,'scale':6}",
                "{'scale':6,'sum':3.000001E0,'min':1.0E0,'max':1000001e-6,'zero':{'count':0,'threshold':0.0},"
                        + "'positive':{'indices':[-1,0],'counts':[2,1]}}",
            })
    void readsOtherSpellings(String json) throws Exception {
        SketchSnapshot expected = SketchSnapshot.of(sketchOf(1_000_000, 1_000_000, 1_000_001));

        assertThat(SketchSnapshot.of(read(json.replace('\'', '"')))).isEqualTo(expected);
    }

    @Test
    void numberWithAHugeExponentIsReadOrRefusedWithoutSpellingItOut() throws Exception {
        assertThat(read("{\"scale\":6,\"sum\":1e-999999999,\"min\":null,\"max\":null}")
                        .count())
                .isZero();
        assertRefused("{'scale':6,'sum':1e999999999}", "sum is negative or too large");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    7                                  | the sketch: START_OBJECT expected, found VALUE_NUMBER_INT
                    {'sum':0}                          | scale is missing
                    {'scale':20}                       | scale is 20, only 6 is read
                    {'scale':'6'}                      | scale: VALUE_NUMBER_INT expected, found VALUE_STRING
                    {'scale':6,'mean':3}               | mean is not a field of a latency sketch
                    {'scale':6,'negative':{}}          | negative is not a field of a latency sketch
                    {'scale':6,'sum':'many'}           | sum is not a number
                    {'scale':6,'sum':null}             | sum is not a number
                    {'scale':6,'sum':-1}               | sum is negative or too large
                    {'scale':6,'max':1e20}             | max is more than 1000000000000000 ns
                    {'scale':6,'zero':3}               | zero: START_OBJECT expected, found VALUE_NUMBER_INT
                    {'scale':6,'zero':{'count':-3}}    | the count of zeros is -3
                    {'scale':6,'zero':{'count':1.5}}   | zero.count: VALUE_NUMBER_INT expected, found VALUE_NUMBER_FLOAT
                    {'scale':6,'zero':{'threshold':1}} | zero.threshold is not 0
                    {'scale':6,'zero':{'threshold':''}} | zero.threshold is not 0
                    {'scale':6,'zero':{'size':1}}      | zero.size is not a field of a latency sketch
                    {'scale':6,'zero':{'count':1}}     | min and max are there where latencies are, and only there; here are 1 latencies, min null ns, max null ns
                    {'scale':6,'positive':[]}          | positive: START_OBJECT expected, found START_ARRAY
                    {'scale':6,'positive':{'values':[1]}} | positive.values is not a field of a latency sketch
                    {'scale':6,'positive':{'counts':7}} | positive.counts: START_ARRAY expected, found VALUE_NUMBER_INT
                    {'scale':6,'positive':{'counts':[1.5]}} | positive.counts: VALUE_NUMBER_INT expected, found VALUE_NUMBER_FLOAT
                    {'scale':6,'positive':{'counts':[1]}} | positive has 0 indices and 1 counts
                    {'scale':6,'positive':{'indices':[0],'counts':[0]}} | positive.counts has 0
                    {'scale':6,'positive':{'indices':[1914],'counts':[1]}} | positive.indices has 1914 after -1277: they rise, from -1276 to 1913
                    {'scale':6,'positive':{'indices':[5,5],'counts':[1,1]}} | positive.indices has 5 after 5: they rise, from -1276 to 1913
                    {'scale':6,'sum':1,'min':1,'max':2,'positive':{'indices':[-1],'counts':[1]}} | max of 2000000 ns is not in the outermost bucket
                    """)
    void whatIsNoSketchIsRefusedByName(String json, String message) {
        assertRefused(json, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'scale':6", "{'scale':6,'positive':{'counts':[1", "{'scale':99999999999}"})
    void brokenJsonIsRefused(String json) {
        assertThatThrownBy(() -> read(json.replace('\'', '"'))).isInstanceOf(StreamReadException.class);
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json.replace('\'', '"'))).isInstanceOfSatisfying(StreamReadException.class, e -> {
            assertThat(e.getOriginalMessage()).isEqualTo(message);
            assertThat(e.getLocation().getLineNr()).isEqualTo(1);
        });
    }

    private static LatencySketch read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            return SketchJson.read(parser);
        }
    }

    private static String written(long... latencies) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            SketchJson.write(sketchOf(latencies), generator);
        }
        return text.toString();
    }

    private static LatencySketch sketchOf(long... latencies) {
        LatencySketch sketch = new LatencySketch();
        for (long nanos : latencies) {
            sketch.add(nanos);
        }
        return sketch;
    }
}
