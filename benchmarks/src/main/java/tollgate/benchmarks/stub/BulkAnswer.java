package tollgate.benchmarks.stub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answer that Elasticsearch gives where it has taken everything. */
final class BulkAnswer {
    private static final int ITEM_CHARS = 200;
    private static final int SHORT_ITEM_CHARS = 27;

    private BulkAnswer() {}

    /**
     * The whole answer; its length is part of what a bulk costs its sender.
     *
     * @param firstDocument number of the first document, for those that have no id of their own
     * @param statusOnly what a sender asks for by {@code filter_path=errors,items.*.status,...}
     */
    static String of(List<BulkAction> actions, @Nullable String index, long firstDocument, boolean statusOnly) {
        StringBuilder to = new StringBuilder(64 + actions.size() * (statusOnly ? SHORT_ITEM_CHARS : ITEM_CHARS));
        to.append(statusOnly ? "{\"errors\":false,\"items\":[" : "{\"took\":1,\"errors\":false,\"items\":[");
        long document = firstDocument;
        for (BulkAction action : actions) {
            if (document != firstDocument) {
                to.append(',');
            }
            to.append("{\"").append(action.operation()).append("\":{");
            if (!statusOnly) {
                String id = action.id() == null ? "stub" + document : action.id();
                to.append("\"_index\":\"").append(action.index() == null ? index : action.index());
                to.append("\",\"_id\":\"").append(id);
                to.append("\",\"_version\":1,\"result\":\"created\",");
                to.append("\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},\"_seq_no\":");
                to.append(document).append(",\"_primary_term\":1,");
            }
            to.append("\"status\":201}}");
            document++;
        }
        return to.append("]}").toString();
    }
}
