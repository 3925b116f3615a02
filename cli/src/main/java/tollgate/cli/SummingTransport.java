package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.requestlog.DataStream;
import tollgate.shipper.bulk.BulkAnswer;
import tollgate.shipper.bulk.BulkBody;
import tollgate.shipper.bulk.BulkTransport;

/** Takes what a log-shipper writes, keeps the usage windows of minutes, and of all else its ids. */
final class SummingTransport implements BulkTransport {
    private static final int CREATED = 201;
    private static final int THERE_ALREADY = 409;

    private final ObjectMapper json = new ObjectMapper();
    private final String usage;
    private final Set<String> ids = new HashSet<>();
    private final List<JsonNode> windows = new ArrayList<>();

    SummingTransport(String namespace) {
        this.usage = DataStream.USAGE.in(namespace);
    }

    /** The documents of usage windows. */
    synchronized List<JsonNode> windows() {
        return List.copyOf(windows);
    }

    @Override
    public synchronized BulkAnswer send(BulkBody body) throws IOException {
        List<BulkAnswer.Item> items = new ArrayList<>();
        for (int item = 0; item < body.items(); item++) {
            boolean isNew = ids.add(body.index(item) + ' ' + body.id(item));
            if (isNew && body.index(item).equals(usage)) {
                windows.add(json.readTree(body.document(item)));
            }
            items.add(new BulkAnswer.Item(isNew ? CREATED : THERE_ALREADY, null, null));
        }
        return new BulkAnswer(200, items);
    }

    @Override
    public synchronized Map<String, Existing> existing(String stream, Collection<String> wanted) {
        Map<String, Existing> found = new java.util.HashMap<>();
        for (String id : wanted) {
            if (ids.contains(stream + ' ' + id)) {
                found.put(id, new Existing("", Instant.EPOCH)); // of another line
            }
        }
        return found;
    }

    @Override
    public boolean isEmpty(String stream) {
        return true;
    }

    @Override
    public Optional<Instant> rolledOverAt(String stream) {
        return Optional.empty();
    }
}
