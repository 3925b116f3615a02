package tollgate.setup;

import org.jspecify.annotations.Nullable;

/** What a run works with. */
record Session(
        Templates templates,
        Roles roles,
        Reconciler reconciler,
        @Nullable Kibana kibana) implements AutoCloseable {
    static Session of(Elasticsearch elasticsearch, @Nullable Kibana kibana, SetupOptions options)
            throws SetupException {
        Roles roles = new Roles(elasticsearch);
        Reconciler reconciler = new Reconciler(
                new ElasticsearchInventoryStore(elasticsearch),
                kind -> target(kind, elasticsearch, roles, kibana),
                options.overwrite(),
                options.dryRun());
        if (kibana != null) {
            String space = reconciler.inventory().space();
            if (space != null && !space.equals(kibana.settings().space())) {
                throw new SetupException("Tollgate is installed in the space " + space + " of Kibana: say --space "
                        + space + ", or remove it there first with --remove");
            }
            reconciler.enter(kibana.settings().space());
        }
        return new Session(new Templates(elasticsearch), roles, reconciler, kibana);
    }

    private static Target target(Kind kind, Elasticsearch elasticsearch, Roles roles, @Nullable Kibana kibana) {
        return switch (kind) {
            case DATA_STREAM -> new DataStreams(elasticsearch);
            case ROLE -> roles;
            case API_KEY -> new ApiKeys(elasticsearch);
            case CONNECTOR -> new Connectors(required(kibana));
            case RULE -> new Rules(required(kibana));
            case TAG, DATA_VIEW, SEARCH, DASHBOARD -> new SavedObjects(required(kibana));
        };
    }

    private static Kibana required(@Nullable Kibana kibana) {
        if (kibana == null) {
            throw new IllegalStateException("without Kibana there is nothing to do in it");
        }
        return kibana;
    }

    @Override
    public void close() {
        if (kibana != null) {
            kibana.close();
        }
    }
}
