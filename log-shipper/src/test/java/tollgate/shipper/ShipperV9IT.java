package tollgate.shipper;

import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ShipperV9IT extends ShipperContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v9();

    @Override
    URI server() {
        return SERVER.uri();
    }
}
