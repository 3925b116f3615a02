package tollgate.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OpenAI/Python 2.24.0                      | openai-python",
                "AsyncOpenAI/Python 1.3.7                  | openai-python",
                "OpenAI/JS 6.39.1                          | openai-node",
                "OpenAIClientImpl/Java 4.1.0               | openai-java",
                "openai-java/4.1                           | openai-java",
                "OpenAI/Go 1.12.0                          | openai-go",
                "Anthropic/Python 0.40.0                   | anthropic-python",
                "curl/8.5.0                                | curl",
                "CURL/8.5.0                                | curl",
                "Python/3.12 aiohttp/3.9.5                 | python-aiohttp",
                "python-requests/2.32.3                    | python-requests",
                "Java-http-client/25                       | java-http-client",
                "Mozilla/5.0 (X11; Linux x86_64) Firefox/1 | browser",
                "OpenAI                                    | other",
                "my curl/8.5.0                             | other",
                "''                                        | other",
            })
    void clientIsNamedByItsBeginning(String userAgent, String name) {
        assertThat(new UserAgents().name(userAgent)).isEqualTo(name);
    }
}
