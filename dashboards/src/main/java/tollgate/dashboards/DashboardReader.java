package tollgate.dashboards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.dashboards.yaml.YamlFileException;
import tollgate.dashboards.yaml.YamlMap;

/** Reads dashboards from their YAML, whose form the README shows. */
public final class DashboardReader {
    private static final Set<String> TIME_PARAMETERS = Set.of("_tstart", "_tend");
    private static final Pattern PARAMETER = Pattern.compile("\\?(\\w+)");

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, Control> controls = new LinkedHashMap<>();

    /**
     * Begins with what all dashboards share: where data comes from, and the controls.
     *
     * @param file its name, for messages
     * @throws YamlFileException where it is wrong
     */
    public DashboardReader(String file, String text) {
        YamlMap shared = YamlMap.of(file, text).allow("sources", "controls");
        YamlMap sourceMap = shared.map("sources");
        sourceMap.keys().forEach(name -> sources.put(name, sourceMap.text(name)));
        for (YamlMap map : shared.maps("controls")) {
            map.allow("parameter", "label", "query");
            String parameter = map.text("parameter");
            controls.put(parameter, new Control(parameter, map.text("label"), map.text("query")));
        }
    }

    /**
     * Reads one dashboard.
     *
     * @param file its name, for messages
     * @throws YamlFileException where it is wrong
     */
    public Dashboard read(String file, String text) {
        YamlMap map = YamlMap.of(file, text).allow("id", "title", "description", "from", "to", "controls", "panels");
        List<Control> chosen =
                map.texts("controls").stream().map(name -> control(map, name)).toList();
        List<Panel> panels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlMap panelMap : map.maps("panels")) {
            Panel panel = panel(panelMap);
            if (!ids.add(panel.id())) {
                throw panelMap.mistake("id", "another panel is called '" + panel.id() + "'");
            }
            for (Panel other : panels) {
                if (panel.grid().overlaps(other.grid())) {
                    throw panelMap.mistake("grid", "overlaps panel '" + other.id() + "'");
                }
            }
            checkParameters(panelMap, panel, chosen);
            panels.add(panel);
        }
        if (panels.isEmpty()) {
            throw map.mistake("panels", "there are none");
        }
        return new Dashboard(
                map.text("id"),
                map.text("title"),
                map.text("description"),
                new TimeRange(map.text("from"), map.text("to", TimeRange.NOW)),
                chosen,
                panels);
    }

    private Control control(YamlMap map, String name) {
        Control control = controls.get(name);
        if (control == null) {
            throw map.mistake(
                    "controls", "no control '" + name + "'; there are " + String.join(", ", controls.keySet()));
        }
        return control;
    }

    /** A parameter that nobody gives a value is an error of the query. */
    private static void checkParameters(YamlMap map, Panel panel, List<Control> controls) {
        Set<String> given = new HashSet<>(TIME_PARAMETERS);
        controls.forEach(control -> given.add(control.parameter()));
        Matcher used = PARAMETER.matcher(Objects.requireNonNullElse(panel.query(), ""));
        while (used.find()) {
            if (!given.contains(used.group(1))) {
                throw map.mistake("query", "uses " + used.group() + ", which is no control of this dashboard");
            }
        }
    }

    private Panel panel(YamlMap map) {
        map.allow(
                "id",
                "title",
                "description",
                "kind",
                "shape",
                "grid",
                "from",
                "to",
                "source",
                "query",
                "columns",
                "text",
                "links");
        return PanelRules.checked(
                map,
                new Panel(
                        map.text("id"),
                        map.text("title", ""),
                        map.text("description"),
                        map.word("kind", Panel.Kind.class),
                        map.word("shape", Panel.Shape.class, Panel.Shape.LINE),
                        map.value("grid", DashboardReader::grid),
                        map.has("from") ? new TimeRange(map.text("from"), map.text("to", TimeRange.NOW)) : null,
                        query(map),
                        map.maps("columns").stream()
                                .map(DashboardReader::column)
                                .toList(),
                        map.optionalText("text"),
                        map.texts("links")));
    }

    private @Nullable String query(YamlMap map) {
        if (!map.has("source")) {
            return map.optionalText("query");
        }
        String source = sources.get(map.text("source"));
        if (source == null) {
            throw map.mistake("source", "there is none of this name; there are " + String.join(", ", sources.keySet()));
        }
        return source + "\n" + map.text("query");
    }

    private static Column column(YamlMap map) {
        map.allow("name", "type", "role", "format", "label");
        String name = map.text("name");
        return new Column(
                name,
                map.word("type", Column.Type.class),
                map.word("role", Column.Role.class, Column.Role.COLUMN),
                map.word("format", Column.Format.class, Column.Format.PLAIN),
                map.text("label", name));
    }

    private static Grid grid(String text) {
        String[] parts = text.split("\\s+", -1);
        if (parts.length != 4 || !text.matches("[\\d\\s]{1,40}")) {
            throw new IllegalArgumentException("'" + text + "' is no place; write it as x y w h, such as 0 2 12 6");
        }
        return new Grid(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
