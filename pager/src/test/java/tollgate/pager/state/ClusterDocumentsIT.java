package tollgate.pager.state;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ClusterDocumentsIT extends SharedDocumentsContract {
    @RegisterExtension
    static final ElasticsearchExtension elasticsearch = ElasticsearchExtension.v8();

    private final String namespace = "t" + UUID.randomUUID();

    @Override
    SharedDocuments documents() {
        URI uri = elasticsearch.uri();
        return new ClusterDocuments(new ClusterConnection(ClusterSettings.of(uri, Map.of())), namespace);
    }
}
