package tollgate.requestlog;

import java.util.Arrays;

/** A dotted name taken apart once and for all: the objects around the field, and the field's own name, encoded. */
public final class DocumentPath {
    static final DocumentPath ROOT = new DocumentPath("");

    private final String around;
    private final String[] parents;
    private final byte[][] encodedParents;
    private final byte[] leaf;

    DocumentPath(String dotted) {
        int lastDot = dotted.lastIndexOf('.');
        around = dotted.substring(0, Math.max(0, lastDot)).intern();
        parents = around.isEmpty() ? new String[0] : around.split("\\.", -1);
        for (int i = 0; i < parents.length; i++) {
            parents[i] = parents[i].intern(); // then most comparisons end at the reference
        }
        encodedParents = Arrays.stream(parents).map(JsonBytes::encodedName).toArray(byte[][]::new);
        leaf = JsonBytes.encodedName(dotted.substring(lastDot + 1));
    }

    /** As {@link JsonBytes#name} takes it. */
    byte[] leaf() {
        return leaf;
    }

    /** As {@link JsonBytes#startObject} takes it. */
    byte[] parent(int depth) {
        return encodedParents[depth];
    }

    int depth() {
        return encodedParents.length;
    }

    boolean hasParentsOf(DocumentPath other) {
        return around.equals(other.around);
    }

    int commonParents(DocumentPath other) {
        int most = Math.min(parents.length, other.parents.length);
        int common = 0;
        while (common < most && parents[common].equals(other.parents[common])) {
            common++;
        }
        return common;
    }
}
