package tollgate.shipper.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DocumentJson;

/**
 * The body of a bulk request: documents to create, encoded straight into one buffer that is used again and again. Not safe for
 * threads: one fills it, then one sends it.
 */
public final class BulkBody {
    private static final int FIRST_ITEMS = 1_024;

    private final BulkBytes buffer = new BulkBytes();
    private final JsonGenerator json;
    private final DocumentJson documents;
    private int[] ends = new int[FIRST_ITEMS];
    private String[] ids = new String[FIRST_ITEMS];
    private String[] indices = new String[FIRST_ITEMS];
    private @Nullable String[] origins = new String[FIRST_ITEMS];
    private int items;

    public BulkBody() {
        try {
            json = new JsonFactory().setRootValueSeparator("").createGenerator(buffer);
        } catch (IOException e) { // the target is memory
            throw new UncheckedIOException(e);
        }
        documents = new DocumentJson(json);
    }

    /** Begins the next item; its document is to be written whole to what this returns, then {@link #end} is due. */
    public DocumentJson begin(String index, String id) throws IOException {
        return begin(index, id, null);
    }

    /**
     * Begins an item that others may have written, too.
     *
     * @param origin what its document says in {@link tollgate.requestlog.DocumentField#ORIGIN}
     */
    public DocumentJson begin(String index, String id, @Nullable String origin) throws IOException {
        if (items == ids.length) {
            ends = Arrays.copyOf(ends, items * 2);
            ids = Arrays.copyOf(ids, items * 2);
            indices = Arrays.copyOf(indices, items * 2);
            origins = Arrays.copyOf(origins, items * 2);
        }
        origins[items] = origin;
        indices[items] = index;
        ids[items] = id;
        json.writeRaw("{\"create\":{\"_index\":\"");
        json.writeRaw(index);
        json.writeRaw("\",\"_id\":\"");
        json.writeRaw(id);
        json.writeRaw("\"}}\n");
        return documents;
    }

    public void end() throws IOException {
        json.writeRaw('\n');
        json.flush();
        ends[items++] = buffer.size();
    }

    public int items() {
        return items;
    }

    /** Bytes so far. */
    public int size() {
        return buffer.size();
    }

    public String id(int item) {
        return ids[item];
    }

    public String index(int item) {
        return indices[item];
    }

    /** Null where only one can have written the item: whoever knows its id. */
    @Nullable
    String origin(int item) {
        return origins[item];
    }

    InputStream content() {
        return buffer.content();
    }

    /** A body of some of the items, in their order. */
    BulkBody only(int[] chosen) {
        BulkBody part = new BulkBody();
        part.ends = new int[chosen.length];
        part.ids = new String[chosen.length];
        part.indices = new String[chosen.length];
        part.origins = new String[chosen.length];
        for (int item : chosen) {
            part.buffer.append(buffer, start(item), start(item + 1));
            part.ends[part.items] = part.buffer.size();
            part.ids[part.items] = ids[item];
            part.indices[part.items] = indices[item];
            part.origins[part.items] = origins[item];
            part.items++;
        }
        return part;
    }

    public void clear() {
        buffer.clear();
        Arrays.fill(ids, 0, items, null);
        items = 0;
    }

    private int start(int item) {
        return item == 0 ? 0 : ends[item - 1];
    }
}
