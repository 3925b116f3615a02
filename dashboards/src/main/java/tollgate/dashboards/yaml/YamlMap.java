package tollgate.dashboards.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/** A mapping of a YAML file. Numbers stay the text they are; a text loses the blanks around it. */
public final class YamlMap {
    private final String file;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(String file, Node node) {
        this.file = file;
        if (!(node instanceof MappingNode mapping)) {
            throw mistake(node, "expected keys with values here");
        }
        this.node = mapping;
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (values.put(key, tuple.getValueNode()) != null) {
                throw mistake(tuple.getKeyNode(), "key '" + key + "' stands here twice; remove one");
            }
        }
    }

    /**
     * Reads a file's text.
     *
     * @param file its name, for messages
     * @throws YamlFileException where it is no YAML, or no mapping
     */
    public static YamlMap of(String file, String text) {
        try {
            Node node = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .orElseThrow(() -> new YamlFileException(file, "is empty"));
            return new YamlMap(file, node);
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            throw new YamlFileException(file, line, "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlFileException(file, "is no YAML: " + e.getMessage());
        }
    }

    /** Refuses every key but these, so that a misspelt one is no silent default. */
    public YamlMap allow(String... keys) {
        Set<String> allowed = Set.of(keys);
        values.forEach((key, value) -> {
            if (!allowed.contains(key)) {
                throw mistake(value, "unknown key '" + key + "'; known here: " + String.join(", ", keys));
            }
        });
        return this;
    }

    /** In the order of the file. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The line of the file that it begins in, from 1. */
    public int line() {
        return line(node);
    }

    public String text(String key) {
        return text(required(key));
    }

    public @Nullable String optionalText(String key) {
        return has(key) ? text(key) : null;
    }

    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** The text of a key by a parser whose {@link IllegalArgumentException} says what is wrong. */
    public <T> T value(String key, Function<String, T> parser) {
        Node value = required(key);
        try {
            return parser.apply(text(value));
        } catch (IllegalArgumentException e) {
            throw mistake(value, key + ": " + e.getMessage());
        }
    }

    public int number(String key) {
        return value(key, text -> {
            if (text.matches("\\d{1,9}")) {
                return Integer.parseInt(text);
            }
            throw new IllegalArgumentException("'" + text + "' is no whole number");
        });
    }

    /** A constant, written in lower case with dashes. */
    public <E extends Enum<E>> E word(String key, Class<E> type) {
        return value(
                key,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(YamlMap::word)
                                        .collect(Collectors.joining(", ")))));
    }

    public <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
        return has(key) ? word(key, type) : otherwise;
    }

    /** The texts of a list; none where the key is absent. */
    public List<String> texts(String key) {
        return items(key).stream().map(this::text).toList();
    }

    /** The mappings of a list; none where the key is absent. */
    public List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        items(key).forEach(item -> maps.add(new YamlMap(file, item)));
        return List.copyOf(maps);
    }

    /** Whether the value of a key is a mapping. */
    public boolean isMap(String key) {
        return required(key) instanceof MappingNode;
    }

    public YamlMap map(String key) {
        return new YamlMap(file, required(key));
    }

    public YamlFileException mistake(String what) {
        return mistake(node, what);
    }

    public YamlFileException mistake(String key, String what) {
        return mistake(values.getOrDefault(key, node), key + ": " + what);
    }

    private YamlFileException mistake(Node where, String what) {
        return new YamlFileException(file, line(where), what);
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw mistake(value, key + ": expected a list, each item with a dash before it");
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

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
