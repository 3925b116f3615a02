package tollgate.shipper;

import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ShipperV8IT extends ShipperContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v8();

    @Override
    URI server() {
        return SERVER.uri();
    }
}
