package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
    @ParameterizedTest
    @CsvSource({
        "dashscope.aliyuncs.com, dashscope",
        "dashscope-intl.aliyuncs.com, dashscope",
        "api.openai.com, openai",
        "OPENAI.com, openai",
        "mine.openai.azure.com, azure.ai.openai",
        "api.x.ai, x_ai",
        "notopenai.com, notopenai.com",
        "max.ai, max.ai",
        "127.0.0.1, 127.0.0.1",
        "model-server, model-server"
    })
    void namesTheProviderOfAHost(String host, String provider) {
        assertThat(Providers.ofHost(host)).isEqualTo(provider);
    }
}
