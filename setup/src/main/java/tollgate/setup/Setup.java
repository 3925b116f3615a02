package tollgate.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.requestlog.DataStream;

/**
 * Installs and removes. Doing either again changes nothing. What it has made is noted in the cluster, so that it takes away exactly
 * that, and so that a change which somebody made by hand is seen and kept.
 */
public final class Setup {
    private final Cluster cluster;
    private final SetupOptions options;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /** @param progress takes a line for each object, and others while it waits */
    public Setup(Cluster cluster, SetupOptions options, InstantSource clock, Consumer<String> progress) {
        this.cluster = cluster;
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Installs templates, data streams and roles, and in Kibana what the bundle holds.
     *
     * @return what became of each object; where one is {@link Outcome#FAILED}, the others are done nevertheless
     * @throws SetupException where it cannot go on; running it again takes it up there
     */
    public List<Change> install(Bundle bundle) throws SetupException, ClusterException, InterruptedException {
        List<Change> changes = new ArrayList<>();
        try (Session session = open()) {
            tell(
                    changes,
                    session.templates()
                            .install(options.templates().withOverwrite(options.overwrite()), options.dryRun()));
            for (DataStream stream : DataStream.values()) {
                tell(changes, session.reconciler().install(DataStreams.wanted(stream.in(options.namespace()))));
            }
            if (options.roles() && session.roles().isSecurityOn()) {
                for (Map.Entry<String, ObjectNode> role :
                        Roles.bodies(options.space()).entrySet()) {
                    tell(changes, session.reconciler().install(Roles.wanted(role.getKey(), role.getValue())));
                }
            }
            if (session.kibana() != null) {
                new KibanaInstallation(session.kibana(), session.reconciler(), change -> tell(changes, change))
                        .install(bundle);
            }
        }
        return changes;
    }

    /** Takes away what was installed. Documents stay, and so do the data streams and templates that hold them. */
    public List<Change> remove() throws SetupException, InterruptedException {
        List<Change> changes = new ArrayList<>();
        try (Session session = open()) {
            List<Ref> made =
                    new ArrayList<>(session.reconciler().inventory().items().keySet());
            if (options.kibana() == null
                    && made.stream().anyMatch(ref -> ref.kind().isInKibana())) {
                throw new SetupException("dashboards and rules are installed in Kibana: say with --kibana where it is");
            }
            for (Ref ref : made.reversed()) {
                tell(changes, session.reconciler().remove(ref));
            }
            tell(changes, session.templates().remove(options.dryRun()));
        }
        return changes;
    }

    /**
     * Makes an API key with the rights of a part's role.
     *
     * @param part such as {@code shipper}
     * @return the key, as it goes into {@code ELASTICSEARCH_API_KEY}; nobody can read it again
     */
    public String apiKey(String part) throws SetupException {
        Elasticsearch elasticsearch = new Elasticsearch(cluster);
        JsonNode made = new ApiKeys(elasticsearch).make(part, options.space());
        new Reconciler(new ElasticsearchInventoryStore(elasticsearch), kind -> new ApiKeys(elasticsearch), false, false)
                .made(new Ref(Kind.API_KEY, made.path("id").asText()), "tollgate-" + part);
        return made.path("encoded").asText();
    }

    private Session open() throws SetupException, InterruptedException {
        KibanaSettings settings = options.kibana();
        @Nullable Kibana kibana = settings == null ? null : Kibana.at(settings);
        try {
            if (kibana != null) {
                progress.accept("Kibana " + new KibanaStart(kibana, options.patience(), clock, progress).await());
            }
            return Session.of(new Elasticsearch(cluster), kibana, options);
        } catch (SetupException | InterruptedException | RuntimeException e) {
            if (kibana != null) {
                kibana.close();
            }
            throw e;
        }
    }

    private void tell(List<Change> changes, List<Change> more) {
        more.forEach(change -> tell(changes, change));
    }

    private void tell(List<Change> changes, Change change) {
        changes.add(change);
        progress.accept(change.toString());
    }
}
