package tollgate.adapters;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tollgate.requestlog.Field;

/** Known fields by the names that lead to them. Each node has a number of its own. */
final class FieldTree<F extends ForeignField> {
    private final Map<String, FieldTree<F>> children = new HashMap<>();
    private final String path;
    private final int index;
    private final @Nullable F field;

    private FieldTree(String path, int index, @Nullable F field) {
        this.path = path;
        this.index = index;
        this.field = field;
    }

    static <F extends ForeignField> FieldTree<F> of(F[] fields) {
        FieldTree<F> root = new FieldTree<>("", 0, null);
        int next = 1;
        for (F field : fields) {
            FieldTree<F> node = root;
            String path = field.path();
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                String parent = path.substring(0, dot);
                String name = parent.substring(parent.lastIndexOf('.') + 1);
                FieldTree<F> child = node.children.get(name);
                if (child == null) {
                    child = new FieldTree<>(parent, next++, null);
                    node.children.put(name, child);
                }
                node = child;
            }
            node.children.put(path.substring(path.lastIndexOf('.') + 1), new FieldTree<>(path, next++, field));
        }
        return root;
    }

    @Nullable
    FieldTree<F> child(String name) {
        return children.get(name);
    }

    String path() {
        return path;
    }

    int index() {
        return index;
    }

    /** The field that ends here, or null where an object does. */
    @Nullable
    F field() {
        return field;
    }

    @Nullable
    Field feeds() {
        return field == null ? null : field.feeds();
    }
}
