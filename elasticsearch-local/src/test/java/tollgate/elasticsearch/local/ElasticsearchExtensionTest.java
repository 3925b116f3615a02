package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tollgate.elasticsearch.local.junit.ElasticsearchExtension;

class ElasticsearchExtensionTest {
    @Test
    void saysHowToRegisterIt() {
        assertThatThrownBy(() -> ElasticsearchExtension.v8().uri())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Register the extension in a static field: its server is there from @BeforeAll on");
    }
}
