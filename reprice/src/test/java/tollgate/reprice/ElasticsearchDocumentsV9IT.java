package tollgate.reprice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.Cluster;
import tollgate.elasticsearch.ClusterException;
import tollgate.elasticsearch.ClusterSettings;
import tollgate.elasticsearch.IndexTemplates;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.requestlog.DataStream;

class ElasticsearchDocumentsV9IT extends DocumentsContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v9();

    private static Cluster cluster;

    @BeforeAll
    static void connect() throws ClusterException {
        cluster = Cluster.connect(ClusterSettings.of(SERVER.uri(), Map.of()));
        IndexTemplates.install(cluster);
    }

    @AfterAll
    static void close() throws IOException {
        cluster.close();
    }

    @Override
    Documents documents() {
        return new ElasticsearchDocuments(cluster, PAGE_SIZE);
    }

    @Override
    void put(DataStream stream, String id, ObjectNode source) throws IOException {
        new ElasticsearchDocuments(cluster, PAGE_SIZE)
                .write(List.of(new Write(stream.in(NAMESPACE), id, null, source)));
    }
}
