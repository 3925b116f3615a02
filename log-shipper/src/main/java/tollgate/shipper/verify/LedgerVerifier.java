package tollgate.shipper.verify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterUnreachableException;
import tollgate.elasticsearch.EsqlTable;
import tollgate.elasticsearch.KeptPeriod;
import tollgate.requestlog.DataStream;

/**
 * Compares the log-shipper's books with the index, minute by minute, in Elasticsearch itself: no log file is needed. A minute
 * that is not reported yet differs.
 */
public final class LedgerVerifier {
    private static final int MOST_FINDINGS = 1_000;
    private static final List<DataStream> STREAMS =
            List.of(DataStream.REQUEST, DataStream.INVALID, DataStream.USAGE, DataStream.RECONCILIATION);

    private static final String MINUTES = """
            | WHERE @timestamp >= TO_DATETIME(?from) AND @timestamp < TO_DATETIME(?to)
            | EVAL minute = DATE_TRUNC(1 minute, @timestamp),
                   set = data_stream.dataset,
                   is_request = set == "llm_gateway.request" AND llm_gateway.kind == "request"
            | STATS read = COALESCE(SUM(llm_gateway.lines.read), 0),
                    indexed = COALESCE(SUM(llm_gateway.lines.indexed), 0),
                    refused = COALESCE(SUM(llm_gateway.lines.refused), 0),
                    repeated = COALESCE(SUM(llm_gateway.lines.repeated), 0),
                    request_documents = SUM(CASE(set == "llm_gateway.request", 1, 0)),
                    invalid_documents = SUM(CASE(set == "llm_gateway.invalid", 1, 0)),
                    requests = SUM(CASE(set == "llm_gateway.reconciliation", llm_gateway.requests, 0)),
                    usage_requests = SUM(CASE(set == "llm_gateway.usage", llm_gateway.requests, 0)),
                    input = SUM(CASE(set == "llm_gateway.reconciliation", COALESCE(gen_ai.usage.input_tokens, 0), 0)),
                    usage_input = SUM(CASE(set == "llm_gateway.usage", COALESCE(gen_ai.usage.input_tokens, 0), 0)),
                    request_input = SUM(CASE(is_request, COALESCE(gen_ai.usage.input_tokens, 0), 0)),
                    output = SUM(CASE(set == "llm_gateway.reconciliation", COALESCE(gen_ai.usage.output_tokens, 0), 0)),
                    usage_output = SUM(CASE(set == "llm_gateway.usage", COALESCE(gen_ai.usage.output_tokens, 0), 0)),
                    request_output = SUM(CASE(is_request, COALESCE(gen_ai.usage.output_tokens, 0), 0)),
                    in_books = SUM(CASE(set == "llm_gateway.reconciliation", 1, 0))
                 BY minute
            """;

    private static final String DIFFERING = """
            | WHERE read != indexed + refused + repeated
                    OR indexed != request_documents OR refused != invalid_documents OR requests != usage_requests
                    OR input != usage_input OR input != request_input OR output != usage_output OR output != request_output
            | SORT minute
            | LIMIT %d
            """.formatted(MOST_FINDINGS);

    private static final String TOTAL = """
            | STATS minutes = SUM(CASE(in_books > 0, 1, 0)), lines = SUM(read)
            """;

    private final Cluster cluster;
    private final String namespace;
    private final Consumer<String> findings;

    /**
     * Prepares a comparison.
     *
     * @param findings takes one line for each minute that differs
     */
    public LedgerVerifier(Cluster cluster, String namespace, Consumer<String> findings) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.findings = findings;
    }

    /**
     * The first whole minute of which every stream still has all documents. Before it, a minute may differ since Elasticsearch has
     * deleted documents of one stream and not yet those of another.
     *
     * @return {@link Instant#EPOCH} where nothing is deleted
     */
    public Instant keptSince(Instant now) throws ClusterUnreachableException {
        Instant since = Instant.EPOCH;
        for (DataStream stream : STREAMS) {
            Optional<Duration> kept = KeptPeriod.of(cluster, stream.in(namespace));
            if (kept.isPresent()) {
                Instant whole =
                        now.minus(kept.get()).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
                since = whole.isAfter(since) ? whole : since;
            }
        }
        return since;
    }

    /**
     * Compares.
     *
     * @param from start of the first minute
     * @param to start of the first minute that is too late
     * @throws IOException where the cluster does not answer, or has no books; the message is one line
     */
    public ReconciledLedger verify(Instant from, Instant to) throws IOException {
        List<String> there = new ArrayList<>();
        for (DataStream stream : STREAMS) {
            if (exists(stream)) {
                there.add(stream.in(namespace));
            }
        }
        if (!there.contains(DataStream.RECONCILIATION.in(namespace))) {
            throw new IOException("there is no " + DataStream.RECONCILIATION.in(namespace)
                    + ": the log-shipper writes it; check --namespace, or compare with log files by --input");
        }
        String query = "FROM " + String.join(", ", there) + "\n" + MINUTES;
        Map<String, Object> range = Map.of("from", from.toString(), "to", to.toString());
        EsqlTable differing = EsqlTable.query(cluster, query + DIFFERING, range);
        for (int row = 0; row < differing.rows().size(); row++) {
            findings.accept(finding(differing, row));
        }
        if (differing.rows().size() == MOST_FINDINGS) {
            findings.accept("there may be more: these are the first " + MOST_FINDINGS);
        }
        EsqlTable total = EsqlTable.query(cluster, query + TOTAL, range);
        return new ReconciledLedger(
                number(total, 0, "minutes"),
                number(total, 0, "lines"),
                differing.rows().size());
    }

    private boolean exists(DataStream stream) throws IOException {
        String name = stream.in(namespace);
        cluster.client().indices().refresh(request -> request.index(name).ignoreUnavailable(true));
        return cluster.client().indices().exists(request -> request.index(name)).value();
    }

    private static String finding(EsqlTable table, int row) {
        List<String> differences = new ArrayList<>();
        long read = number(table, row, "read");
        long accounted = number(table, row, "indexed") + number(table, row, "refused") + number(table, row, "repeated");
        if (read != accounted) {
            differences.add("%,d lines read, %,d accounted for".formatted(read, accounted));
        }
        compare(table, row, "indexed", "lines indexed", "request_documents", "request stream", differences);
        compare(table, row, "refused", "lines refused", "invalid_documents", "invalid stream", differences);
        compare(table, row, "requests", "requests", "usage_requests", "usage windows", differences);
        compare(table, row, "input", "input tokens", "request_input", "request stream", differences);
        compare(table, row, "input", "input tokens", "usage_input", "usage windows", differences);
        compare(table, row, "output", "output tokens", "request_output", "request stream", differences);
        compare(table, row, "output", "output tokens", "usage_output", "usage windows", differences);
        return "differing: minute " + table.value(row, "minute").asText() + ": " + String.join("; ", differences);
    }

    private static void compare(
            EsqlTable table,
            int row,
            String books,
            String what,
            String column,
            String where,
            List<String> differences) {
        long said = number(table, row, books);
        long found = number(table, row, column);
        if (found != said) {
            differences.add(
                    "%,d %s by the books, %,d in the %s (%+,d)".formatted(said, what, found, where, found - said));
        }
    }

    private static long number(EsqlTable table, int row, String column) {
        return table.value(row, column).asLong();
    }
}
