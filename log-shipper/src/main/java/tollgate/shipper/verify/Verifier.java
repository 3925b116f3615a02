package tollgate.shipper.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tollgate.adapters.LineFormat;
import tollgate.elasticsearch.Cluster;
import tollgate.requestlog.DataStream;
import tollgate.shipper.file.InputPattern;

/** Compares log files with the index, line by line. It reads both anew and knows nothing of what the shipper remembers. */
public final class Verifier {
    /** Lines per search: the documents of as many, doubled ones included, fit the hits that a search may have. */
    private static final int LINES_PER_SEARCH = 2_000;

    private final IndexedDocuments indexed;
    private final String namespace;
    private final LineFormat format;
    private final LogLines lines;
    private final int compareEvery;
    private final Consumer<String> findings;

    /**
     * Prepares a comparison.
     *
     * @param format of the lines
     * @param compareEvery 1 to compare the fields of every document, n for every n-th
     * @param findings takes one line for each finding
     */
    public Verifier(Cluster cluster, String namespace, LineFormat format, int compareEvery, Consumer<String> findings) {
        this.format = format;
        this.indexed = new IndexedDocuments(cluster);
        this.namespace = namespace;
        this.lines = new LogLines();
        this.compareEvery = compareEvery;
        this.findings = findings;
    }

    /**
     * Compares.
     *
     * @param since lines of requests that started before are passed over
     * @param progress takes the number of lines so far, now and then
     */
    public Verification verify(InputPattern input, Instant since, LongConsumer progress) throws IOException {
        indexed.refresh(DataStream.REQUEST.in(namespace));
        indexed.refresh(DataStream.INVALID.in(namespace));
        Run run = new Run(new ExpectedDocuments(namespace, format, since), progress);
        for (Path file : input.files()) {
            lines.forEach(file, run::line);
        }
        run.check();
        return run.sum;
    }

    private final class Run {
        private final ExpectedDocuments documents;
        private final LongConsumer progress;
        private final List<Expected> waiting = new ArrayList<>();
        private Verification sum = Verification.NOTHING;
        private long seen;

        Run(ExpectedDocuments documents, LongConsumer progress) {
            this.documents = documents;
            this.progress = progress;
        }

        void line(tollgate.shipper.file.FilePosition place, byte[] bytes, int start, int length) throws IOException {
            documents.of(place, bytes, start, length, seen++ % compareEvery == 0, waiting::add);
            if (waiting.size() == LINES_PER_SEARCH) {
                check();
            }
        }

        void check() throws IOException {
            Set<String> ids = new LinkedHashSet<>();
            waiting.stream()
                    .map(Expected::id)
                    .filter(java.util.Objects::nonNull)
                    .forEach(ids::add);
            boolean withSource = waiting.stream().anyMatch(each -> each.document() != null);
            Map<String, List<JsonNode>> found = indexed.find(DataStream.REQUEST.in(namespace), ids, withSource);
            Set<String> elsewhere = new LinkedHashSet<>();
            for (Expected each : waiting) {
                if (each.id() == null || !found.containsKey(each.id())) {
                    elsewhere.add(each.invalidId());
                }
            }
            Map<String, List<JsonNode>> kept = indexed.find(DataStream.INVALID.in(namespace), elsewhere, false);
            for (Expected each : waiting) {
                sum = sum.plus(judge(each, found, kept));
            }
            waiting.clear();
            progress.accept(sum.lines());
        }

        private Verification judge(
                Expected expected, Map<String, List<JsonNode>> found, Map<String, List<JsonNode>> kept) {
            List<JsonNode> documents = expected.id() == null ? List.of() : found.getOrDefault(expected.id(), List.of());
            if (documents.isEmpty()) {
                int times = kept.getOrDefault(expected.invalidId(), List.of()).size();
                if (times == 0) {
                    findings.accept("lost: " + (expected.id() == null ? "a refused line " : "request ")
                            + (expected.id() == null ? expected.invalidId() : expected.id()));
                    return new Verification(1, 0, 0, 1, 0, 0);
                }
                return new Verification(1, 1, 0, 0, times > 1 ? 1 : 0, 0);
            }
            if (documents.size() > 1) {
                findings.accept("doubled: " + expected.id());
            }
            List<String> differing = expected.document() == null
                    ? List.of()
                    : Differences.between(expected.document(), documents.getFirst());
            if (!differing.isEmpty()) {
                findings.accept("differing: " + expected.id() + " in " + String.join(", ", differing));
            }
            return new Verification(1, 0, 1, 0, documents.size() > 1 ? 1 : 0, differing.isEmpty() ? 0 : 1);
        }
    }
}
