package tollgate.shipper;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.shipper.file.FileIdentity;
import tollgate.shipper.file.FilePosition;
import tollgate.shipper.file.FileSpan;

/**
 * How far each file has been acknowledged, and how far it may have been sent. Of files that went away the last thousand are
 * remembered.
 */
final class Positions {
    private static final int MAX_REMEMBERED = 1_000;

    /** Bytes of a file that may be sent after a save before the next save is due: half a second at full speed. */
    private static final long RESERVE_BYTES = 32L << 20;

    private record Key(String key, FileIdentity identity) {}

    private final Map<Key, FilePosition> positions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, FilePosition> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private final Map<Key, Long> reserved = new HashMap<>();

    Positions(List<FilePosition> first) {
        first.forEach(position -> positions.put(key(position), position));
    }

    /** Takes over how far a file has been acknowledged. */
    void advance(FilePosition position) {
        positions.put(key(position), position);
    }

    /** Whether the last save said that so much may be sent. */
    boolean covers(List<FileSpan> next) {
        return next.stream().allMatch(span -> span.end() <= reserved.getOrDefault(key(span.start()), 0L));
    }

    /**
     * All positions, to be saved.
     *
     * @param next what is to be sent next
     * @param reserving whether anything may be sent after this
     */
    List<FilePosition> toSave(List<FileSpan> next, boolean reserving) {
        next.forEach(span -> positions.putIfAbsent(key(span.start()), span.start()));
        reserved.keySet().retainAll(positions.keySet());
        if (reserving) {
            positions.forEach((key, position) -> reserve(key, position.offset()));
            next.forEach(span -> reserve(key(span.start()), span.end()));
        } else {
            reserved.clear();
        }
        return positions.entrySet().stream()
                .map(entry -> entry.getValue()
                        .withReserved(reserved.getOrDefault(
                                entry.getKey(), entry.getValue().offset())))
                .toList();
    }

    private void reserve(Key key, long sent) {
        reserved.merge(key, sent + RESERVE_BYTES, Math::max);
    }

    private static Key key(FilePosition position) {
        return new Key(position.key(), position.identity());
    }
}
