package tollgate.setup;

import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ElasticsearchInventoryStoreIT extends InventoryStoreContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    @Override
    InventoryStore store() throws Exception {
        return new ElasticsearchInventoryStore(
                new Elasticsearch(Cluster.connect(ClusterSettings.of(SERVER.uri(), Map.of()))));
    }
}
