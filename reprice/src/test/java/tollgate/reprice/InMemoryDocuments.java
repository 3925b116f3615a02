package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DataStream;
import tollgate.requestlog.DocumentField;
import tollgate.requestlog.Field;

/** Documents in a map. They can be made to change, to be busy, and to stop answering in the middle of a write. */
final class InMemoryDocuments implements Documents {
    private static final String FIRST_INDEX = ".ds-%s-000001";

    private final Map<String, Stored> documents = new LinkedHashMap<>();
    private final int pageSize;
    private long sequence;
    private int busyWrites;
    private int writesUntilDeath = Integer.MAX_VALUE;
    private @Nullable Runnable intruder;

    InMemoryDocuments(int pageSize) {
        this.pageSize = pageSize;
    }

    /** So many writes find the cluster busy. */
    void beBusy(int writes) {
        busyWrites = writes;
    }

    /** After so many documents nothing is written any more, and each attempt fails. */
    void dieAfter(int writes) {
        writesUntilDeath = writes;
    }

    void live() {
        writesUntilDeath = Integer.MAX_VALUE;
    }

    /** Runs once, before the next write. */
    void intrude(Runnable before) {
        intruder = before;
    }

    void put(DataStream stream, String namespace, String id, ObjectNode source) {
        put(FIRST_INDEX.formatted(stream.in(namespace)), id, source);
    }

    void remove(String id) {
        documents.values().removeIf(document -> document.id().equals(id));
    }

    List<Stored> all(DataStream stream, String namespace) {
        String index = FIRST_INDEX.formatted(stream.in(namespace));
        return documents.values().stream()
                .filter(each -> each.index().equals(index))
                .toList();
    }

    private void put(String index, String id, ObjectNode source) {
        documents.put(index + "/" + id, new Stored(index, id, new Stored.Version(sequence++, 1), source.deepCopy()));
    }

    @Override
    public Walk walk(Selection selection) {
        List<Stored> found = all(selection.of(), selection.namespace()).stream()
                .filter(each -> matches(each.source(), selection))
                .map(each -> new Stored(
                        each.index(), each.id(), each.version(), each.source().deepCopy()))
                .sorted(Comparator.comparing(each -> time(each.source())))
                .toList();
        return new Walk() {
            private int next;

            @Override
            public List<Stored> next() {
                int from = next;
                next = Math.min(found.size(), from + pageSize);
                return found.subList(from, next);
            }

            @Override
            public void close() {}
        };
    }

    private static boolean matches(ObjectNode source, Selection selection) {
        Instant at = time(source);
        boolean isOfModel = selection.model() == null || selection.model().equals(RequestDocument.model(source));
        boolean isOfKind =
                selection.of() != DataStream.REQUEST || "request".equals(DocumentTree.text(source, Field.KIND));
        return isOfModel && isOfKind && !at.isBefore(selection.from()) && at.isBefore(selection.to());
    }

    private static Instant time(ObjectNode source) {
        return Instant.ofEpochMilli(
                Objects.requireNonNull(RequestDocument.time(source)).toEpochMilli());
    }

    @Override
    public List<Stored> readAgain(List<Stored> before) {
        return before.stream()
                .map(each -> documents.get(each.index() + "/" + each.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<Write.Result> write(List<Write> writes) throws IOException {
        if (intruder != null) {
            Runnable once = intruder;
            intruder = null;
            once.run();
        }
        List<Write.Result> results = new ArrayList<>();
        for (Write each : writes) {
            results.add(write(each));
        }
        return results;
    }

    private Write.Result write(Write write) throws IOException {
        if (writesUntilDeath == 0) {
            throw new IOException("connection lost");
        }
        if (busyWrites > 0) {
            busyWrites--;
            return Write.Result.BUSY;
        }
        String index = write.expected() == null ? FIRST_INDEX.formatted(write.index()) : write.index();
        Stored present = documents.get(index + "/" + write.id());
        Stored.Version version = present == null ? null : present.version();
        if (!Objects.equals(version, write.expected())) {
            return Write.Result.CONFLICT;
        }
        put(index, write.id(), write.source());
        writesUntilDeath--;
        return Write.Result.DONE;
    }

    /** How many documents of a usage stream are corrections. */
    long corrections(DataStream stream, String namespace) {
        return all(stream, namespace).stream()
                .filter(each -> "reprice".equals(DocumentTree.text(each.source(), DocumentField.EVENT_ACTION)))
                .count();
    }
}
