package tollgate.pricing;

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

/**
 * A mapping of a YAML file, read strictly: a mistake in it is named with its file and line. Numbers stay the text they
 * are.
 */
final class YamlMap {
    private final String file;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(String file, Node node, Set<String> allowed) {
        this.file = file;
        if (!(node instanceof MappingNode mapping)) {
            throw mistake(node, "expected keys with values here: " + String.join(", ", allowed));
        }
        this.node = mapping;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!allowed.contains(key)) {
                throw mistake(
                        tuple.getKeyNode(), "unknown key '" + key + "'; known here: " + String.join(", ", allowed));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw mistake(tuple.getKeyNode(), "key '" + key + "' stands here twice; remove one");
            }
        }
    }

    static YamlMap root(FileContent content, Set<String> allowed) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(content.name()).build();
            Node node = new Compose(settings)
                    .composeString(content.text())
                    .orElseThrow(() -> new PricingFileException(
                            content.name(), "is empty; it needs the keys " + String.join(", ", allowed)));
            return new YamlMap(content.name(), node, allowed);
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            throw new PricingFileException(content.name(), line, "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new PricingFileException(content.name(), "is no YAML: " + e.getMessage());
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int line() {
        return line(node);
    }

    String text(String key) {
        return text(required(key));
    }

    /** The text of a key by a parser whose {@link IllegalArgumentException} says what is wrong. */
    <T> T value(String key, Function<String, T> parser) {
        Node value = required(key);
        try {
            return parser.apply(text(value));
        } catch (IllegalArgumentException e) {
            throw mistake(value, key + ": " + e.getMessage());
        }
    }

    <T> @Nullable T optional(String key, Function<String, T> parser) {
        return has(key) ? value(key, parser) : null;
    }

    /** One text, or a list of texts. */
    List<String> texts(String key) {
        Node value = required(key);
        if (!(value instanceof SequenceNode sequence)) {
            return List.of(text(value));
        }
        if (sequence.getValue().isEmpty()) {
            throw mistake(value, key + ": the list is empty; name at least one");
        }
        return sequence.getValue().stream().map(this::text).toList();
    }

    List<YamlMap> maps(String key, Set<String> allowed) {
        Node value = required(key);
        if (!(value instanceof SequenceNode sequence)) {
            throw mistake(value, key + ": expected a list, each item with a dash before it");
        }
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            maps.add(new YamlMap(file, item, allowed));
        }
        return maps;
    }

    PricingFileException mistake(String what) {
        return mistake(node, what);
    }

    PricingFileException mistake(String key, String what) {
        return mistake(values.getOrDefault(key, node), key + ": " + what);
    }

    private PricingFileException mistake(Node where, String what) {
        return new PricingFileException(file, line(where), what);
    }

    private Node required(String key) {
        Node value = values.get(key);
        if (value == null) {
            throw mistake("'" + key + "' is missing; add it");
        }
        return value;
    }

    private String text(Node value) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw mistake(value, "expected a text or a number here");
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
