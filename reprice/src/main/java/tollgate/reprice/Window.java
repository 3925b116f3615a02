package tollgate.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.DocumentField;

/**
 * A usage window as its requests, or the windows of its minutes, tell it, beside the same as its documents do. The empty currency
 * stands for requests without a cost.
 */
final class Window {
    private final Map<String, Correction> told = new HashMap<>();
    private final Map<String, Correction> reported = new HashMap<>();
    private final Map<String, List<Stored>> corrections = new HashMap<>();
    private long requests;
    private long reportedRequests;

    void addRequest(JsonNode document) {
        CostFields fields = CostFields.in(document);
        String currency = fields.currency();
        told.merge(currency == null ? "" : currency, Correction.ofRequest(fields), Correction::plus);
        requests++;
    }

    /** Of the window of a minute, which is part of this one: a report or a correction. */
    void addMinute(JsonNode document) {
        told.merge(currency(document), Correction.ofUsage(document), Correction::plus);
        requests += DocumentTree.whole(document, DocumentField.REQUESTS, 0);
    }

    void addUsage(Stored document) {
        JsonNode source = document.source();
        String currency = currency(source);
        if (Correction.isOne(source)) {
            corrections.computeIfAbsent(currency, none -> new ArrayList<>()).add(document);
        } else {
            reported.merge(currency, Correction.ofUsage(source), Correction::plus);
            reportedRequests += DocumentTree.whole(source, DocumentField.REQUESTS, 0);
        }
    }

    private static String currency(JsonNode usageDocument) {
        String named = DocumentTree.text(usageDocument, DocumentField.WINDOW_COST_CURRENCY);
        return named == null ? "" : named;
    }

    /**
     * Whether the documents count the very requests that there are. Reports are read before requests, and a request is
     * reported after it is indexed; so the reported ones are among those there are, and equal numbers mean the same ones. Of
     * an hour and its minutes the same holds.
     */
    boolean isComplete() {
        return requests == reportedRequests;
    }

    /**
     * A correction to be written.
     *
     * @param former the document that it takes the place of, or null
     */
    record Due(String currency, @Nullable Stored former, Correction correction) {}

    /** What is to be written so that the sum over all documents of the window is what its requests say. */
    List<Due> due() {
        Set<String> currencies = new TreeSet<>(told.keySet());
        currencies.addAll(reported.keySet());
        currencies.addAll(corrections.keySet());
        List<Due> due = new ArrayList<>();
        for (String currency : currencies) {
            Correction needed = told.getOrDefault(currency, Correction.NONE)
                    .minus(reported.getOrDefault(currency, Correction.NONE));
            List<Stored> present = corrections.getOrDefault(currency, List.of());
            if (present.isEmpty() && !needed.isSameAs(Correction.NONE)) {
                due.add(new Due(currency, null, needed));
            }
            // There is one at most, but for two runs at once with a rollover between them: the first one then says it
            // all.
            for (Stored former : present) {
                if (!Correction.ofUsage(former.source()).isSameAs(needed)) {
                    due.add(new Due(currency, former, needed));
                }
                needed = Correction.NONE;
            }
        }
        return due;
    }
}
