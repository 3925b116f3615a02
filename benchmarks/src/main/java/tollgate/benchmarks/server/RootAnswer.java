package tollgate.benchmarks.server;

/** What Elasticsearch answers at {@code /}, as far as the senders of the benchmarks look at it. */
public final class RootAnswer {
    private RootAnswer() {}

    /** The answer of a server of one version. */
    public static String of(String name, String version) {
        return """
            {"name":"%1$s","cluster_name":"%1$s","cluster_uuid":"%1$s","version":{"number":"%2$s",\
            "build_flavor":"default","minimum_wire_compatibility_version":"7.17.0",\
            "minimum_index_compatibility_version":"7.0.0"},"tagline":"You Know, for Search"}\
            """.formatted(name, version);
    }
}
