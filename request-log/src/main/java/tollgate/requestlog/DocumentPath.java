package tollgate.requestlog;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Arrays;
import java.util.List;

/** A dotted name taken apart once and for all: the objects around the field, and the field's own name, encoded. */
public final class DocumentPath {
    static final DocumentPath ROOT = new DocumentPath("");

    private final String parent;
    private final List<SerializableString> parents;
    private final SerializableString leaf;

    DocumentPath(String dotted) {
        int lastDot = dotted.lastIndexOf('.');
        parent = dotted.substring(0, Math.max(0, lastDot)).intern();
        parents = parent.isEmpty()
                ? List.of()
                : Arrays.stream(parent.split("\\.", -1))
                        .<SerializableString>map(SerializedString::new)
                        .toList();
        leaf = new SerializedString(dotted.substring(lastDot + 1));
    }

    SerializableString leaf() {
        return leaf;
    }

    List<SerializableString> parents() {
        return parents;
    }

    boolean hasParentsOf(DocumentPath other) {
        return parent.equals(other.parent);
    }

    int commonParents(DocumentPath other) {
        int most = Math.min(parents.size(), other.parents.size());
        int common = 0;
        while (common < most && parents.get(common).equals(other.parents.get(common))) {
            common++;
        }
        return common;
    }
}
