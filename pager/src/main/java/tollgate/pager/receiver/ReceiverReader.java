package tollgate.pager.receiver;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tollgate.files.YamlMap;

/** Makes receivers of what a file says of them. */
public final class ReceiverReader {
    /** All keys that a receiver may have; each type has some of them. */
    public static final Set<String> KEYS = new LinkedHashSet<>(List.of(
            "name",
            "type",
            "url",
            "routing_key",
            "secret",
            "template",
            "host",
            "port",
            "from",
            "to",
            "username",
            "password",
            "tls"));

    private static final String DEFAULT_SMTP_PORT = "587";
    private static final int HIGHEST_PORT = 65_535;

    private final Http http;
    private final InstantSource clock;
    private final BiFunction<YamlMap, String, String> value;
    private final BiFunction<YamlMap, String, @Nullable String> optional;
    private final BiFunction<YamlMap, String, String> secret;
    private final BiFunction<YamlMap, String, @Nullable String> optionalSecret;

    /** The functions give the values of keys, with variables filled in. */
    public ReceiverReader(
            Http http,
            InstantSource clock,
            BiFunction<YamlMap, String, String> value,
            BiFunction<YamlMap, String, @Nullable String> optional,
            BiFunction<YamlMap, String, String> secret,
            BiFunction<YamlMap, String, @Nullable String> optionalSecret) {
        this.http = http;
        this.clock = clock;
        this.value = value;
        this.optional = optional;
        this.secret = secret;
        this.optionalSecret = optionalSecret;
    }

    /**
     * One receiver.
     *
     * @throws tollgate.files.FileMistakeException that names the file and line of what is wrong
     */
    public Receiver read(YamlMap map) {
        String type = map.text("type");
        return switch (type) {
            case "pagerduty" -> {
                only(map, type, "url", "routing_key");
                yield new PagerDuty(
                        http,
                        map.has("url") ? address(map, "url", false) : PagerDuty.ADDRESS,
                        secret.apply(map, "routing_key"));
            }
            case "slack" -> {
                only(map, type, "url");
                yield new Slack(http, address(map, "url", true));
            }
            case "feishu" -> {
                only(map, type, "url", "secret");
                yield new Feishu(http, address(map, "url", true), optionalSecret.apply(map, "secret"), clock);
            }
            case "dingtalk" -> {
                only(map, type, "url", "secret");
                yield new DingTalk(http, address(map, "url", true), optionalSecret.apply(map, "secret"), clock);
            }
            case "wecom" -> {
                only(map, type, "url");
                yield new WeCom(http, address(map, "url", true));
            }
            case "webhook" -> {
                only(map, type, "url", "secret", "template");
                yield webhook(map);
            }
            case "email" -> {
                only(map, type, "host", "port", "from", "to", "username", "password", "tls");
                yield new Email(email(map), new Properties());
            }
            default ->
                throw map.mistake(
                        "type",
                        "'" + type
                                + "' is no receiver; there are pagerduty, slack, feishu, dingtalk, wecom, webhook, email");
        };
    }

    private static void only(YamlMap map, String type, String... keys) {
        Set<String> allowed = Set.of(keys);
        for (String key : KEYS) {
            if (map.has(key) && !allowed.contains(key) && !key.equals("name") && !key.equals("type")) {
                throw map.mistake(key, "a receiver of type " + type + " has only " + String.join(", ", keys));
            }
        }
    }

    private Webhook webhook(YamlMap map) {
        URI address = address(map, "url", false);
        try {
            return new Webhook(http, address, optionalSecret.apply(map, "secret"), map.textOrNull("template"), clock);
        } catch (IllegalArgumentException e) {
            throw map.mistake("template", String.valueOf(e.getMessage()));
        }
    }

    /** @param isSecret whether who knows the address can post */
    private URI address(YamlMap map, String key, boolean isSecret) {
        String text = (isSecret ? secret : value).apply(map, key);
        if (!text.matches("https?://[^\\s/]+\\S*")) {
            throw map.mistake(key, "is no address; it begins with https:// or http:// and a host");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) { // whose message has the address
            throw map.mistake(key, "is no address; it has characters that must be escaped");
        }
    }

    private Email.Settings email(YamlMap map) {
        String username = optional.apply(map, "username");
        String password = optionalSecret.apply(map, "password");
        if ((username == null) != (password == null)) {
            throw map.mistake("username and password go together; add the other or remove this one");
        }
        for (String each : map.texts("to")) {
            checkAddress(map, "to", each);
        }
        String from = value.apply(map, "from");
        checkAddress(map, "from", from);
        return new Email.Settings(
                value.apply(map, "host"), port(map), from, map.texts("to"), username, password, security(map));
    }

    private static void checkAddress(YamlMap map, String key, String address) {
        try {
            new InternetAddress(address, true).validate();
        } catch (AddressException e) {
            throw map.mistake(key, "'" + address + "' is no e-mail address");
        }
    }

    private int port(YamlMap map) {
        String text = Objects.requireNonNullElse(optional.apply(map, "port"), DEFAULT_SMTP_PORT);
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw map.mistake("port", "'" + text + "' is no port");
        }
        return Integer.parseInt(text);
    }

    private static Email.Security security(YamlMap map) {
        String text = Objects.requireNonNullElse(map.textOrNull("tls"), "starttls");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "starttls" -> Email.Security.STARTTLS;
            case "tls" -> Email.Security.TLS;
            case "none" -> Email.Security.NONE;
            default -> throw map.mistake("tls", "'" + text + "' is none of starttls, tls, none");
        };
    }
}
