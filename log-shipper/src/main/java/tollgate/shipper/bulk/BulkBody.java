package tollgate.shipper.bulk;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DocumentJson;
import tollgate.requestlog.JsonBytes;

/**
 * The body of a bulk request: documents to create, encoded straight into one buffer that is used again and again. Not safe for
 * threads: one fills it, then one sends it.
 */
public final class BulkBody {
    private static final int FIRST_ITEMS = 1_024;

    private static final int FIRST_BYTES = 1 << 16;

    private final JsonBytes json = new JsonBytes(FIRST_BYTES);
    private final DocumentJson documents = new DocumentJson(json);
    private int[] ends = new int[FIRST_ITEMS];
    private String[] ids = new String[FIRST_ITEMS];
    private String[] indices = new String[FIRST_ITEMS];
    private @Nullable String[] origins = new String[FIRST_ITEMS];
    private int items;

    /** Begins the next item; its document is to be written whole to what this returns, then {@link #end} is due. */
    public DocumentJson begin(String index, String id) {
        return begin(index, id, null);
    }

    /**
     * Begins an item that others may have written, too.
     *
     * @param origin what its document says in {@link tollgate.requestlog.DocumentField#ORIGIN}
     */
    public DocumentJson begin(String index, String id, @Nullable String origin) {
        if (items == ids.length) {
            ends = Arrays.copyOf(ends, items * 2);
            ids = Arrays.copyOf(ids, items * 2);
            indices = Arrays.copyOf(indices, items * 2);
            origins = Arrays.copyOf(origins, items * 2);
        }
        origins[items] = origin;
        indices[items] = index;
        ids[items] = id;
        json.ascii("{\"create\":{\"_index\":\"");
        json.ascii(index);
        json.ascii("\",\"_id\":\"");
        json.ascii(id);
        json.ascii("\"}}\n");
        return documents;
    }

    /**
     * Adds an item whose document is written already.
     *
     * @param document one JSON object without a line feed; whoever breaks that spoils the whole bulk
     */
    public void add(String index, String id, byte[] document) {
        begin(index, id);
        json.append(document);
        end();
    }

    /** Adds an item whose document is JSON already. */
    public void add(String index, String id, String document) {
        add(index, id, document.getBytes(StandardCharsets.UTF_8));
    }

    public void end() {
        json.ascii("\n");
        ends[items++] = json.size();
    }

    public int items() {
        return items;
    }

    /** Bytes so far. */
    public int size() {
        return json.size();
    }

    public String id(int item) {
        return ids[item];
    }

    public String index(int item) {
        return indices[item];
    }

    /** The document of an item, as it would be added again. */
    public byte[] document(int item) {
        return json.line(start(item), ends[item]);
    }

    /** Null where only one can have written the item: whoever knows its id. */
    public @Nullable String origin(int item) {
        return origins[item];
    }

    InputStream content() {
        return json.content();
    }

    /** A body of some of the items, in their order. */
    BulkBody only(int[] chosen) {
        BulkBody part = new BulkBody();
        part.ends = new int[chosen.length];
        part.ids = new String[chosen.length];
        part.indices = new String[chosen.length];
        part.origins = new String[chosen.length];
        for (int item : chosen) {
            part.json.append(json, start(item), start(item + 1));
            part.ends[part.items] = part.json.size();
            part.ids[part.items] = ids[item];
            part.indices[part.items] = indices[item];
            part.origins[part.items] = origins[item];
            part.items++;
        }
        return part;
    }

    public void clear() {
        json.clear();
        Arrays.fill(ids, 0, items, null);
        items = 0;
    }

    private int start(int item) {
        return item == 0 ? 0 : ends[item - 1];
    }
}
