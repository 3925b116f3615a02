package tollgate.doctor;

import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterUnreachableException;
import tollgate.elasticsearch.RestAnswer;

/** Version and health of a cluster. */
record ClusterHealth(Cluster cluster) {
    private static final String NAME = "elasticsearch";

    Finding look() throws ClusterUnreachableException {
        RestAnswer answer = RestAnswer.of(cluster, "GET", "/_cluster/health", null);
        String at = "Elasticsearch " + cluster.version() + " at " + cluster.settings();
        if (!answer.ok()) {
            return Finding.warning(
                    NAME,
                    at + " does not tell its health (" + answer.reason() + ")",
                    "give the user the cluster privilege monitor, or look at it as another");
        }
        return switch (answer.body().path("status").asText()) {
            case "red" ->
                Finding.problem(
                        NAME,
                        at + " is red: "
                                + answer.body().path("unassigned_shards").asInt() + " shards are nowhere",
                        "ask GET /_cluster/allocation/explain; lines wait in their files meanwhile");
            case "yellow" ->
                answer.body().path("number_of_nodes").asInt() > 1
                        ? Finding.warning(
                                NAME, at + " is yellow: shards lack copies", "ask GET /_cluster/allocation/explain")
                        // A single node never has a place for copies.
                        : Finding.ok(NAME, at + " is yellow, as a single node is");
            default -> Finding.ok(NAME, at + " is green");
        };
    }
}
