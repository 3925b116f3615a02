package tollgate.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tollgate.gateway.config.ModelConfig;

/** What a request gets where it does not say, and the limits that it is moved into, as JSON that is ready to be put in. */
final class RequestRules {
    static final byte[] INCLUDE_USAGE = ascii("\"include_usage\":true");
    static final byte[] TRUE = ascii("true");
    static final byte[] USAGE_OPTIONS = ascii("{\"include_usage\":true}");
    /** Leaves requests as they are. */
    static final RequestRules NONE = new RequestRules(ModelConfig.Temperature.FREE, ModelConfig.MaxTokens.FREE);

    private final double leastTemperature;
    private final double mostTemperature;
    private final byte @Nullable [] temperature;
    private final byte @Nullable [] leastTemperatureJson;
    private final byte @Nullable [] mostTemperatureJson;
    private final long mostTokens;
    private final byte @Nullable [] maxTokens;
    private final byte[] mostTokensJson;
    private final long standardTokens;

    RequestRules(ModelConfig.Temperature temperature, ModelConfig.MaxTokens tokens) {
        this.temperature = json(temperature.standard());
        this.leastTemperature = temperature.least() == null
                ? Double.NEGATIVE_INFINITY
                : temperature.least().doubleValue();
        this.mostTemperature = temperature.most() == null
                ? Double.POSITIVE_INFINITY
                : temperature.most().doubleValue();
        this.leastTemperatureJson = json(temperature.least());
        this.mostTemperatureJson = json(temperature.most());
        Long standard = tokens.standard();
        Long most = tokens.most();
        this.standardTokens = standard != null ? standard : most != null ? most : Long.MAX_VALUE;
        this.maxTokens = standard == null ? null : ascii(standard.toString());
        this.mostTokens = most == null ? Long.MAX_VALUE : most;
        this.mostTokensJson = ascii(Long.toString(mostTokens));
    }

    private static byte @Nullable [] json(@Nullable BigDecimal number) {
        return number == null ? null : ascii(number.toPlainString());
    }

    /** For a request that says none; null to leave it so. */
    byte @Nullable [] temperature() {
        return temperature;
    }

    /** What a request gets instead of this temperature; null where it may keep it. */
    byte @Nullable [] insteadOf(double asked) {
        return asked < leastTemperature ? leastTemperatureJson : asked > mostTemperature ? mostTemperatureJson : null;
    }

    /** For a request that says none; null to leave it so. */
    byte @Nullable [] maxTokens() {
        return maxTokens;
    }

    /** The most that a request can be answered with that says none. */
    long standardTokens() {
        return standardTokens;
    }

    /** What a request gets instead of this most number of tokens; null where it may keep it. */
    byte @Nullable [] insteadOf(long asked) {
        return asked > mostTokens ? mostTokensJson : null;
    }

    static byte[] string(String text) {
        return ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"")
                .getBytes(StandardCharsets.UTF_8);
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
