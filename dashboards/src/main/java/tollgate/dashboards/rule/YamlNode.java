package tollgate.dashboards.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file, read strictly: a mistake in it is named with its file and line. Numbers stay the text they are. */
final class YamlNode {
    private final String file;
    private final Node node;

    private YamlNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    static YamlNode read(String file, String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .map(node -> new YamlNode(file, node))
                    .orElseThrow(() -> new RuleException(file, "is empty"));
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            throw new RuleException(file + ":" + line, "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new RuleException(file, "is no YAML: " + e.getMessage());
        }
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Keys and values, in order. */
    Map<String, YamlNode> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake("expected keys with values here");
        }
        Map<String, YamlNode> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (values.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.mistake("key '" + key.text() + "' stands here twice; remove one");
            }
        }
        return values;
    }

    /** Likewise, of known keys only. */
    Map<String, YamlNode> map(Set<String> known) {
        Map<String, YamlNode> values = map();
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw value.mistake("unknown key '" + key + "'; known here: " + String.join(", ", known));
            }
        });
        return values;
    }

    /** The value of a key of this map. */
    YamlNode get(String key) {
        YamlNode value = map().get(key);
        if (value == null) {
            throw mistake("'" + key + "' is missing; add it");
        }
        return value;
    }

    <T> @Nullable T optional(String key, Function<YamlNode, T> reader) {
        YamlNode value = map().get(key);
        return value == null ? null : reader.apply(value);
    }

    List<YamlNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw mistake("expected a list here, such as [a, b]");
        }
        List<YamlNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(new YamlNode(file, item)));
        return items;
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw mistake("expected a text or a number here");
    }

    /** The text by a parser whose {@link IllegalArgumentException} says what is wrong. */
    <T> T value(Function<String, T> parser) {
        try {
            return parser.apply(text());
        } catch (IllegalArgumentException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
    }

    RuleException mistake(String what) {
        return new RuleException(
                file + ":" + (node.getStartMark().map(Mark::getLine).orElse(0) + 1), what);
    }
}
