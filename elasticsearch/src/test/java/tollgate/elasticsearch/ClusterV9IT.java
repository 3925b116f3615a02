package tollgate.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ClusterV9IT extends ClusterContract {
    @RegisterExtension
    static final ElasticsearchExtension SERVER = ElasticsearchExtension.v9();

    @Override
    URI server() {
        return SERVER.uri();
    }

    @Test
    void tellsItsVersion() {
        assertThat(cluster().version()).isEqualTo("9.5.3");
    }
}
