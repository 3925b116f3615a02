package tollgate.hostmetrics;

import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class HostSamplerV9IT extends HostSamplerContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v9();

    @Override
    URI server() {
        return SERVER.uri();
    }
}
