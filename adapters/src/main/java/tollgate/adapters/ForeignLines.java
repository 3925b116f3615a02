package tollgate.adapters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import tollgate.requestlog.LineReader;
import tollgate.requestlog.RefusedLineException;
import tollgate.requestlog.RefusedLineException.Reason;

/**
 * Walks through lines of nested JSON objects and hands over the values of known fields. A null counts as absent; what is not
 * known is skipped without being decoded. One thread at a time.
 */
final class ForeignLines<F extends ForeignField> {
    /** Where the values of a line go. */
    interface Sink<F> {
        void take(F field, Value value) throws IOException, RefusedLineException;
    }

    /** Detection would take some UTF-8 for UTF-16. */
    private final JsonFactory json =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final FieldTree<F> fields;

    ForeignLines(F[] fields) {
        this.fields = FieldTree.of(fields);
    }

    void read(byte[] bytes, int offset, int length, Sink<F> sink) throws RefusedLineException {
        LineReader.check(bytes, offset, length);
        try (JsonParser parser = json.createParser(bytes, offset, length)) {
            read(parser, sink);
        } catch (StreamConstraintsException e) {
            throw RefusedLineException.of(Reason.NOT_JSON, null, "deeper or longer than JSON for machines is");
        } catch (StreamReadException e) {
            throw RefusedLineException.of(
                    Reason.NOT_JSON, null, "not JSON at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) { // the bytes are in memory
            throw new UncheckedIOException(e);
        }
    }

    private void read(JsonParser parser, Sink<F> sink) throws IOException, RefusedLineException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw RefusedLineException.of(Reason.EMPTY, null, "the line is blank");
        }
        if (first != JsonToken.START_OBJECT) {
            throw RefusedLineException.of(Reason.NOT_AN_OBJECT, null, "the line is JSON but no object");
        }
        object(fields, parser, sink, new BitSet());
        if (parser.nextToken() != null) {
            throw RefusedLineException.of(Reason.NOT_JSON, null, "something follows the object");
        }
    }

    private void object(FieldTree<F> tree, JsonParser parser, Sink<F> sink, BitSet seen)
            throws IOException, RefusedLineException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            FieldTree<F> child = tree.child(name);
            JsonToken token = parser.nextToken();
            if (child == null) {
                parser.skipChildren();
                continue;
            }
            if (seen.get(child.index())) {
                throw RefusedLineException.of(
                        Reason.DUPLICATE_FIELD, child.feeds(), child.path() + " stands there twice");
            }
            seen.set(child.index());
            F field = child.field();
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            if (field != null) {
                sink.take(field, new Value(field, token, parser));
            } else if (token == JsonToken.START_OBJECT) {
                object(child, parser, sink, seen);
            } else {
                throw RefusedLineException.of(Reason.WRONG_TYPE, null, child.path() + " is not an object");
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonParseException(parser, "the object does not end");
        }
    }
}
