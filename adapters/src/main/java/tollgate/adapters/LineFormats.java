package tollgate.adapters;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The formats that inputs can have, by name. */
public final class LineFormats {
    /** The name of Tollgate's own format, which is the default. */
    public static final String TOLLGATE = "tollgate";

    private static final Map<String, Supplier<LineFormat>> BY_NAME = new TreeMap<>(Map.of(
            TOLLGATE,
            TollgateFormat::new,
            "litellm",
            LiteLlmFormat::new,
            "openclaw",
            OpenClawFormat::new,
            "nginx",
            NginxFormat::new));

    /**
     * A new reader of a format.
     *
     * @throws IllegalArgumentException where there is no such format; the message is one line that lists those there are
     */
    public static LineFormat of(String name) {
        Supplier<LineFormat> format = BY_NAME.get(name);
        if (format == null) {
            throw new IllegalArgumentException(
                    "there is no line format '" + name + "'; use one of " + String.join(", ", BY_NAME.keySet()));
        }
        return format.get();
    }

    private LineFormats() {}
}
