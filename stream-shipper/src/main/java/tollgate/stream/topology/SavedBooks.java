package tollgate.stream.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tollgate.shipper.usage.Books;
import tollgate.shipper.usage.OpenWindows;
import tollgate.shipper.usage.ReconciledMinute;
import tollgate.shipper.usage.UsageWindow;

/**
 * The books of one partition as entries of a store, each of which is written only when it has changed: a window, a minute of the
 * books of lines, the next revision of a window's minute, the next sequence number, the books' own name.
 */
final class SavedBooks {
    private enum Kind {
        NAME,
        SEQUENCE,
        MINUTE,
        MINUTE_REVISION,
        HOUR,
        HOUR_REVISION,
        LINES
    }

    /** @param of what it is the entry of, null where there is but one */
    private record Key(Kind kind, @Nullable Object of) {}

    /**
     * What was saved.
     *
     * @param name made once and for ever; with a report's sequence number it is the report's identity
     */
    record Saved(
            String name, long nextSequence, OpenWindows minutes, OpenWindows hours, List<ReconciledMinute> lines) {}

    private final ObjectMapper json = new ObjectMapper();
    private final KeyValueStore<String, byte[]> store;
    private final Map<Key, Object> written = new HashMap<>();

    SavedBooks(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Reads all entries; new books get a name. */
    Saved load() {
        written.clear();
        String name = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        long nextSequence = 0;
        Map<Kind, List<UsageWindow>> windows = new HashMap<>();
        Map<Kind, Map<Long, Long>> revisions = new HashMap<>();
        List<ReconciledMinute> lines = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                int end = entry.key.indexOf(' ');
                Kind kind = Kind.valueOf(end < 0 ? entry.key : entry.key.substring(0, end));
                String rest = entry.key.substring(end + 1);
                switch (kind) {
                    case NAME -> name = read(entry.value, String.class);
                    case SEQUENCE -> nextSequence = read(entry.value, Long.class);
                    case MINUTE, HOUR ->
                        windows.computeIfAbsent(kind, k -> new ArrayList<>()).add(read(entry.value, UsageWindow.class));
                    case MINUTE_REVISION, HOUR_REVISION ->
                        revisions
                                .computeIfAbsent(kind, k -> new HashMap<>())
                                .put(Long.valueOf(rest), read(entry.value, Long.class));
                    case LINES -> lines.add(read(entry.value, ReconciledMinute.class));
                }
            }
        }
        Saved saved = new Saved(
                name,
                nextSequence,
                new OpenWindows(
                        windows.getOrDefault(Kind.MINUTE, List.of()),
                        revisions.getOrDefault(Kind.MINUTE_REVISION, Map.of())),
                new OpenWindows(
                        windows.getOrDefault(Kind.HOUR, List.of()),
                        revisions.getOrDefault(Kind.HOUR_REVISION, Map.of())),
                lines);
        written.putAll(entries(saved));
        return saved;
    }

    /** Writes what is otherwise than before. */
    void save(String name, long nextSequence, Books books) {
        Map<Key, Object> now = entries(new Saved(name, nextSequence, books.minutes(), books.hours(), books.lines()));
        now.forEach((key, value) -> {
            if (!isSame(written.get(key), value)) {
                store.put(text(key), write(value));
            }
        });
        for (Key key : written.keySet()) {
            if (!now.containsKey(key)) {
                store.delete(text(key));
            }
        }
        written.clear();
        written.putAll(now);
    }

    private static Map<Key, Object> entries(Saved books) {
        Map<Key, Object> entries = new HashMap<>();
        entries.put(new Key(Kind.NAME, null), books.name);
        entries.put(new Key(Kind.SEQUENCE, null), books.nextSequence);
        add(Kind.MINUTE, Kind.MINUTE_REVISION, books.minutes, entries);
        add(Kind.HOUR, Kind.HOUR_REVISION, books.hours, entries);
        books.lines.forEach(minute -> entries.put(new Key(Kind.LINES, minute.key()), minute));
        return entries;
    }

    private static void add(Kind window, Kind revision, OpenWindows windows, Map<Key, Object> entries) {
        windows.windows().forEach(each -> entries.put(new Key(window, each.key()), each));
        windows.nextRevisions().forEach((minute, next) -> entries.put(new Key(revision, minute), next));
    }

    /** Sums that did not change are the same object, so that a sketch need not be compared. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(@Nullable Object before, Object now) {
        if (before instanceof UsageWindow window && now instanceof UsageWindow other) {
            return window.sums() == other.sums();
        }
        return now.equals(before);
    }

    private String text(Key key) {
        Object of = key.of();
        return of == null ? key.kind().name() : key.kind().name() + ' ' + new String(write(of), StandardCharsets.UTF_8);
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) { // these are plain values
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(byte[] value, Class<T> type) {
        try {
            return json.readValue(value, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the saved books are not of this version", e);
        }
    }
}
