package tollgate.dashboards;

/**
 * A span of time in Elasticsearch's date math, such as {@code now-24h} to {@code now}.
 *
 * @param from its start, which belongs to it
 * @param to its end, which does not
 */
public record TimeRange(String from, String to) {
    static final String NOW = "now";
}
