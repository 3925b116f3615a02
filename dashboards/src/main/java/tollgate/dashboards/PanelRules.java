package tollgate.dashboards;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import tollgate.dashboards.Column.Role;
import tollgate.dashboards.yaml.YamlMap;

/** What each kind of panel must have. */
final class PanelRules {
    private static final int ANY = Integer.MAX_VALUE;

    private PanelRules() {}

    static Panel checked(YamlMap map, Panel panel) {
        require(map, panel.kind().hasQuery() == (panel.query() != null), "query", "belongs to panels that show data");
        require(
                map,
                panel.kind().hasQuery() == !panel.columns().isEmpty(),
                "columns",
                "belong to panels that show data");
        require(map, (panel.kind() == Panel.Kind.MARKDOWN) == (panel.text() != null), "text", "belongs to markdown");
        require(map, (panel.kind() == Panel.Kind.LINKS) == !panel.links().isEmpty(), "links", "belong to links");
        Set<String> names = new HashSet<>();
        for (Column column : panel.columns()) {
            require(map, names.add(column.name()), "columns", "'" + column.name() + "' stands there twice");
            boolean measure = EnumSet.of(Role.VALUE, Role.MINIMUM, Role.MAXIMUM).contains(column.role());
            require(map, !measure || column.type().numeric(), "columns", "'" + column.name() + "' is no number");
        }
        switch (panel.kind()) {
            case METRIC -> {
                count(map, panel, Role.VALUE, 1, 1);
                count(map, panel, Role.SECONDARY, 0, 1);
                count(map, panel, Role.SERIES, 0, 1);
                only(map, panel, Role.VALUE, Role.SECONDARY, Role.SERIES);
            }
            case XY -> {
                count(map, panel, Role.X, 1, 1);
                count(map, panel, Role.VALUE, 1, ANY);
                count(map, panel, Role.SERIES, 0, 1);
                only(map, panel, Role.X, Role.VALUE, Role.SERIES);
            }
            case HEATMAP -> {
                count(map, panel, Role.X, 1, 1);
                count(map, panel, Role.Y, 1, 1);
                count(map, panel, Role.VALUE, 1, 1);
                only(map, panel, Role.X, Role.Y, Role.VALUE);
            }
            case PIE -> {
                count(map, panel, Role.SERIES, 1, ANY);
                count(map, panel, Role.VALUE, 1, 1);
                only(map, panel, Role.SERIES, Role.VALUE);
            }
            case GAUGE -> {
                count(map, panel, Role.VALUE, 1, 1);
                count(map, panel, Role.MINIMUM, 0, 1);
                count(map, panel, Role.MAXIMUM, 0, 1);
                only(map, panel, Role.VALUE, Role.MINIMUM, Role.MAXIMUM);
            }
            case TABLE -> only(map, panel, Role.COLUMN);
            case MARKDOWN, LINKS -> {}
        }
        return panel;
    }

    private static void count(YamlMap map, Panel panel, Role role, int least, int most) {
        int count = panel.columns(role).size();
        require(
                map,
                count >= least && count <= most,
                "columns",
                panel.kind() + " has " + count + " of role " + role + "; it needs " + least
                        + (most == least ? "" : most == ANY ? " or more" : " to " + most));
    }

    private static void only(YamlMap map, Panel panel, Role... roles) {
        Set<Role> allowed = Set.of(roles);
        panel.columns()
                .forEach(column -> require(
                        map,
                        allowed.contains(column.role()),
                        "columns",
                        "'" + column.name() + "': " + panel.kind() + " has no role " + column.role()));
    }

    private static void require(YamlMap map, boolean holds, String key, String what) {
        if (!holds) {
            throw map.mistake(key, what);
        }
    }
}
