package tollgate.shipper.bulk;

import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;
import tollgate.shipper.RealElasticsearch;

class HttpBulkTransportV9IT extends BulkTransportContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v9();

    @Override
    BulkTransport transport() throws Exception {
        return new HttpBulkTransport(RealElasticsearch.connect(SERVER.uri()));
    }
}
