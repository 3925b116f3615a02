package tollgate.pager;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.rule.Severity;
import tollgate.files.FileContent;
import tollgate.files.FileMistakeException;
import tollgate.files.YamlMap;
import tollgate.pager.page.Language;
import tollgate.pager.page.Links;
import tollgate.pager.page.Match;
import tollgate.pager.page.QuietHours;
import tollgate.pager.page.Route;
import tollgate.pager.receiver.Http;
import tollgate.pager.receiver.Receiver;
import tollgate.pager.receiver.ReceiverReader;
import tollgate.pager.receiver.StandardOutput;

/** Reads the pager's file: whom to tell of what, and how to reach them. */
public final class PagerFile {
    /** The receiver that is always there. */
    public static final String STDOUT = "stdout";

    /** The option that names the file. */
    static final String SETTING = "--pager-file";

    private static final Set<String> KEYS = new java.util.LinkedHashSet<>(
            List.of("language", "kibana", "console", "heartbeat", "fallback", "receivers", "routes"));
    private static final Set<String> ROUTE_KEYS = new java.util.LinkedHashSet<>(List.of(
            "name",
            "severity",
            "rules",
            "tenants",
            "groups",
            "receivers",
            "repeat",
            "escalate_after",
            "escalate_to",
            "quiet",
            "quiet_days",
            "quiet_zone",
            "storm_at"));
    private static final String EVERYTHING = "everything";
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})([smhd])");
    private static final Pattern HOURS = Pattern.compile("([0-2][0-9]:[0-5][0-9])-([0-2][0-9]:[0-5][0-9])");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");

    private final Secrets secrets;
    private final PrintWriter out;
    private final Http http;
    private final InstantSource clock;
    private final Duration mostBetween;

    /**
     * A reader.
     *
     * @param out where pages are printed
     */
    public PagerFile(
            Map<String, String> environment, PrintWriter out, Http http, InstantSource clock, Duration mostBetween) {
        this.secrets = new Secrets(environment);
        this.out = out;
        this.http = http;
        this.clock = clock;
        this.mostBetween = mostBetween;
    }

    /** Where there is no file: everything is printed. */
    public PagerConfig absent(Language language, Links links) {
        PagerSettings settings = new PagerSettings(
                List.of(Route.everythingTo(EVERYTHING, STDOUT)),
                Map.of(STDOUT, new StandardOutput(out)),
                STDOUT,
                null,
                mostBetween);
        return new PagerConfig(settings, language, links);
    }

    /**
     * Reads a file.
     *
     * @param otherwise language where it says none
     * @param links where dashboards are where it does not say
     * @throws FileMistakeException that names the file and line of the first mistake
     */
    public PagerConfig read(Path file, Language otherwise, Links links) {
        YamlMap root = YamlMap.root(FileContent.read(file, SETTING), KEYS);
        Map<String, Receiver> receivers = receivers(root);
        String fallback =
                known(root, "fallback", receivers, Objects.requireNonNullElse(root.textOrNull("fallback"), STDOUT));
        List<Route> routes = routes(root, receivers);
        // What no route takes must not go unnoticed.
        routes.add(Route.everythingTo(EVERYTHING, fallback));
        PagerSettings settings =
                new PagerSettings(routes, receivers, fallback, address(root, "heartbeat", true), mostBetween);
        Language language = Objects.requireNonNullElse(root.optional("language", Language::of), otherwise);
        URI kibana = address(root, "kibana", false);
        URI console = address(root, "console", false);
        return new PagerConfig(
                settings, language, kibana == null && console == null ? links : new Links(kibana, console));
    }

    private @Nullable URI address(YamlMap root, String key, boolean secret) {
        String text = secret && root.has(key) && root.text(key).contains("${")
                ? secrets.secret(root, key)
                : secrets.optional(root, key);
        if (text == null) {
            return null;
        }
        if (!text.matches("https?://[^\\s/]+.*")) {
            throw root.mistake(key, "is no address; write http:// or https:// and a host");
        }
        return URI.create(text);
    }

    private Map<String, Receiver> receivers(YamlMap root) {
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        receivers.put(STDOUT, new StandardOutput(out));
        ReceiverReader reader = new ReceiverReader(
                http, clock, secrets::value, secrets::optional, secrets::secret, secrets::optionalSecret);
        if (root.has("receivers")) {
            for (YamlMap map : root.maps("receivers", ReceiverReader.KEYS)) {
                String name = map.value("name", PagerFile::name);
                if (receivers.put(name, reader.read(map)) != null) {
                    throw map.mistake("name", "there is a receiver '" + name + "' already; give this one another name");
                }
            }
        }
        return receivers;
    }

    private List<Route> routes(YamlMap root, Map<String, Receiver> receivers) {
        List<Route> routes = new ArrayList<>();
        if (root.has("routes")) {
            for (YamlMap map : root.maps("routes", ROUTE_KEYS)) {
                Route route = route(map, receivers);
                if (route.name().equals(EVERYTHING)
                        || routes.stream().anyMatch(other -> other.name().equals(route.name()))) {
                    throw map.mistake(
                            "name", "there is a route '" + route.name() + "' already; give this one another name");
                }
                routes.add(route);
            }
        }
        return routes;
    }

    private static Route route(YamlMap map, Map<String, Receiver> receivers) {
        Duration after = Objects.requireNonNullElse(map.optional("escalate_after", PagerFile::duration), Duration.ZERO);
        List<String> escalateTo = map.has("escalate_to") ? names(map, "escalate_to", receivers) : List.of();
        if (after.isZero() == map.has("escalate_to")) {
            throw map.mistake("escalate_after and escalate_to go together; add the other or remove this one");
        }
        return new Route(
                map.value("name", PagerFile::name),
                new Match(severities(map), globs(map, "rules"), globs(map, "tenants"), globs(map, "groups")),
                names(map, "receivers", receivers),
                Objects.requireNonNullElse(map.optional("repeat", PagerFile::duration), Route.DEFAULT_REPEAT),
                after,
                escalateTo,
                quiet(map),
                Objects.requireNonNullElse(map.optional("storm_at", PagerFile::count), Route.DEFAULT_STORM_AT));
    }

    private static Set<Severity> severities(YamlMap map) {
        Severity severity = map.optional(
                "severity",
                text -> Arrays.stream(Severity.values())
                        .filter(each -> each.code().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is neither page nor ticket")));
        return severity == null ? Set.of() : Set.of(severity);
    }

    private static List<String> globs(YamlMap map, String key) {
        return map.has(key) ? map.texts(key) : List.of();
    }

    private static List<String> names(YamlMap map, String key, Map<String, Receiver> receivers) {
        List<String> names = map.texts(key);
        names.forEach(name -> known(map, key, receivers, name));
        return names;
    }

    private static String known(YamlMap map, String key, Map<String, Receiver> receivers, String name) {
        if (!receivers.containsKey(name)) {
            throw map.mistake(
                    key, "there is no receiver '" + name + "'; there are " + String.join(", ", receivers.keySet()));
        }
        return name;
    }

    private static @Nullable QuietHours quiet(YamlMap map) {
        if (!map.has("quiet")) {
            return null;
        }
        Matcher hours = map.value("quiet", text -> {
            Matcher matcher = HOURS.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' are no hours; write such as 22:00-07:00");
            }
            return matcher;
        });
        try {
            return new QuietHours(
                    LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2)), days(map), zone(map));
        } catch (java.time.format.DateTimeParseException e) {
            throw map.mistake("quiet", "hours go from 00:00 to 23:59");
        }
    }

    private static Set<DayOfWeek> days(YamlMap map) {
        if (!map.has("quiet_days")) {
            return Set.of(DayOfWeek.values());
        }
        Set<DayOfWeek> days = new java.util.HashSet<>();
        for (String text : map.texts("quiet_days")) {
            days.add(Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(text) && text.length() == 3)
                    .findFirst()
                    .orElseThrow(() -> map.mistake("quiet_days", "'" + text + "' is no day; write mon, tue, … sun")));
        }
        return days;
    }

    private static ZoneId zone(YamlMap map) {
        ZoneId zone = map.optional("quiet_zone", text -> {
            try {
                return ZoneId.of(text);
            } catch (java.time.DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is no time zone; write such as Asia/Shanghai", e);
            }
        });
        return zone == null ? ZoneId.of("UTC") : zone;
    }

    /**
     * A duration: a whole number and {@code s}, {@code m}, {@code h} or {@code d}; {@code 0} for none.
     *
     * @throws IllegalArgumentException in one line, where it is none
     */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write a number and s, m, h or d, such as 15m, or 0 for never");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Integer count(String text) {
        if (!text.matches("0|[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("'" + text + "' is no whole number up to 99999");
        }
        return Integer.valueOf(text);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no name; use a-z, 0-9, _ and -");
        }
        return text;
    }
}
