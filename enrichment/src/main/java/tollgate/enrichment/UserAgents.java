package tollgate.enrichment;

import java.util.List;

/**
 * Sorts clients by how their user agent begins, into a set that is small enough to group by. The texts are those that the
 * clients send; versions do not matter, and neither does case.
 */
final class UserAgents {
    /** Of everything that is not in the table. */
    static final String OTHER = "other";

    private final List<Client> clients = List.of(
            new Client(
                    "openai-python",
                    "OpenAI/Python",
                    "AsyncOpenAI/Python",
                    "AzureOpenAI/Python",
                    "AsyncAzureOpenAI/Python"),
            new Client("openai-node", "OpenAI/JS", "OpenAI/NodeJS", "AzureOpenAI/JS"),
            new Client("openai-java", "OpenAIClientImpl/Java", "OpenAIClientAsyncImpl/Java", "openai-java/"),
            new Client("openai-go", "OpenAI/Go"),
            new Client("anthropic-python", "Anthropic/Python", "AsyncAnthropic/Python"),
            new Client("anthropic-node", "Anthropic/JS"),
            new Client("anthropic-java", "AnthropicClientImpl/Java", "AnthropicClientAsyncImpl/Java"),
            new Client("curl", "curl/"),
            new Client("wget", "Wget/"),
            new Client("postman", "PostmanRuntime/"),
            new Client("python-requests", "python-requests/"),
            new Client("python-httpx", "python-httpx/"),
            new Client("python-aiohttp", "Python/"),
            new Client("axios", "axios/"),
            new Client("okhttp", "okhttp/"),
            new Client("java-http-client", "Java-http-client/"),
            new Client("apache-httpclient", "Apache-HttpClient/"),
            new Client("go-http-client", "Go-http-client/"),
            new Client("browser", "Mozilla/"));

    String name(String userAgent) {
        for (Client client : clients) {
            if (client.sent(userAgent)) {
                return client.name();
            }
        }
        return OTHER;
    }

    /** A client and the beginnings that it sends. */
    private record Client(String name, List<String> beginnings) {
        Client(String name, String... beginnings) {
            this(name, List.of(beginnings));
        }

        boolean sent(String userAgent) {
            for (String beginning : beginnings) {
                if (userAgent.regionMatches(true, 0, beginning, 0, beginning.length())) {
                    return true;
                }
            }
            return false;
        }
    }
}
