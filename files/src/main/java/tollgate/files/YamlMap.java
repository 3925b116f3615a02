package tollgate.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A mapping of a YAML file, read strictly: a mistake in it is named with its file and line. Numbers stay the text they
 * are.
 */
public final class YamlMap {
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

    /**
     * The mapping that a file is.
     *
     * @throws FileMistakeException where it is none, or has a key that is not allowed
     */
    public static YamlMap root(FileContent content, Set<String> allowed) {
        String needed = "it needs the keys " + String.join(", ", allowed);
        return new YamlMap(content.name(), compose(content, needed), allowed);
    }

    /**
     * The mappings that stand in a file under names of their author's choice, in its order. A name that stands twice is given
     * twice; no message repeats a name.
     *
     * @param needed what an empty file is told, such as "it needs …"
     * @throws FileMistakeException where there is anything else, or a key that is not allowed
     */
    public static List<Named> named(FileContent content, String needed, Set<String> allowed) {
        return named(content.name(), compose(content, needed), needed, allowed);
    }

    private static List<Named> named(String file, Node node, String needed, Set<String> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            throw new FileMistakeException(file, line(node), "expected names with keys below them; " + needed);
        }
        List<Named> named = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            String name = tuple.getKeyNode() instanceof ScalarNode scalar
                    ? scalar.getValue().strip()
                    : "";
            named.add(new Named(name, line, new YamlMap(file, tuple.getValueNode(), allowed)));
        }
        return named;
    }

    /** A mapping without keys, for a reader whose file is not there. */
    public static YamlMap empty(String file) {
        return new YamlMap(file, new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK), Set.of());
    }

    /** A mapping with its name and the line that the name stands in. */
    public record Named(String name, int line, YamlMap map) {}

    private static Node compose(FileContent content, String needed) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(content.name())
                    .setSchema(new CoreSchema()) // which takes ~ for no value
                    .build();
            return new Compose(settings)
                    .composeString(content.text())
                    .orElseThrow(() -> new FileMistakeException(content.name(), "is empty; " + needed));
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            throw new FileMistakeException(content.name(), line, "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) { // too long, or too deep
            throw new FileMistakeException(content.name(), "cannot be read as YAML: " + e.getMessage());
        }
    }

    /** Whether a key is there, whatever its value. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The line that it begins in, of which the first is 1. */
    public int line() {
        return line(node);
    }

    /** The text of a key that must be there. */
    public String text(String key) {
        return text(required(key));
    }

    /** The text of a key, or null where the key or its value is absent. */
    public @Nullable String textOrNull(String key) {
        Node value = values.get(key);
        if (value == null
                || Tag.NULL.equals(value.getTag())
                || (value instanceof ScalarNode scalar && scalar.getValue().isBlank())) {
            return null;
        }
        return text(value);
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

    /** As {@link #value} of a key that may be absent; then null. */
    public <T> @Nullable T optional(String key, Function<String, T> parser) {
        return has(key) ? value(key, parser) : null;
    }

    /** One text, or a list of texts. */
    public List<String> texts(String key) {
        Node value = required(key);
        if (!(value instanceof SequenceNode sequence)) {
            return List.of(text(value));
        }
        if (sequence.getValue().isEmpty()) {
            throw mistake(value, key + ": the list is empty; name at least one");
        }
        return sequence.getValue().stream().map(this::text).toList();
    }

    /** The mapping of a key that must be there. */
    public YamlMap map(String key, Set<String> allowed) {
        return new YamlMap(file, required(key), allowed);
    }

    /**
     * The mappings that stand below a key under names of their author's choice, in their order. A name that stands twice is
     * given twice.
     */
    public List<Named> named(String key, Set<String> allowed) {
        return named(file, required(key), "below " + key, allowed);
    }

    /** A list of mappings. */
    public List<YamlMap> maps(String key, Set<String> allowed) {
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

    /** A mistake of the mapping as a whole. */
    public FileMistakeException mistake(String what) {
        return mistake(node, what);
    }

    /** A mistake of the value of a key. */
    public FileMistakeException mistake(String key, String what) {
        return mistake(values.getOrDefault(key, node), key + ": " + what);
    }

    private FileMistakeException mistake(Node where, String what) {
        return new FileMistakeException(file, line(where), what);
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
