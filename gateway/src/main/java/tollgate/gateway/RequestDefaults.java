package tollgate.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** What a request gets where it does not say, as JSON that is ready to be put in. */
final class RequestDefaults {
    static final byte[] INCLUDE_USAGE = ascii("\"include_usage\":true");
    static final byte[] TRUE = ascii("true");
    static final byte[] USAGE_OPTIONS = ascii("{\"include_usage\":true}");

    private final GatewaySettings.Defaults defaults;
    private final byte[] model;
    private final byte[] maxTokens;
    private final byte[] temperature;

    RequestDefaults(GatewaySettings.Defaults defaults) {
        this.defaults = defaults;
        this.model = ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(defaults.model())) + "\"")
                .getBytes(StandardCharsets.UTF_8);
        this.maxTokens = ascii(Integer.toString(defaults.maxTokens()));
        this.temperature = ascii(defaults.temperature().toPlainString());
    }

    String modelName() {
        return defaults.model();
    }

    long maxTokens() {
        return defaults.maxTokens();
    }

    byte[] modelJson() {
        return model;
    }

    byte[] maxTokensJson() {
        return maxTokens;
    }

    byte[] temperatureJson() {
        return temperature;
    }

    static byte[] member(String name, byte[] value) {
        byte[] start = ascii("\"" + name + "\":");
        byte[] member = new byte[start.length + value.length + 1];
        System.arraycopy(start, 0, member, 0, start.length);
        System.arraycopy(value, 0, member, start.length, value.length);
        member[member.length - 1] = ',';
        return member;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
